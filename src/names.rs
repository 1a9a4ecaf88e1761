//! Enums whose variants have names, as in the tables of `corpus`.

/// Defines an enum with the name of each variant.
macro_rules! names {
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
            /// All of them, in the order of their definition.
            pub const ALL: [Self; [$($name),*].len()] = [$(Self::$variant),*];

            /// The name, used in every format and table.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }

            /// The one with this name.
            pub fn of_name(name: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|own| own.name() == name)
            }
        }
    };
}

pub(crate) use names;
