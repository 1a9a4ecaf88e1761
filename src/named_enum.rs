//! Enums whose variants have names. The tables in `corpus` use the same names.

/// Defines an enum and a name for each of its variants.
macro_rules! named_enum {
    (
        $(#[$about:meta])*
        pub enum $type:ident {
            $($(#[$meta:meta])* $variant:ident = $name:literal,)*
        }
    ) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        $(#[$about])*
        pub enum $type {
            $($(#[$meta])* $variant,)*
        }

        impl $type {
            /// All variants, in the order of their definition.
            pub const ALL: [Self; [$($name),*].len()] = [$(Self::$variant),*];

            /// Returns the variant's name, which every output format and table uses.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }

            /// Returns the variant with this name, or `None` if there is none.
            pub fn of_name(name: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|own| own.name() == name)
            }
        }
    };
}

pub(crate) use named_enum;
