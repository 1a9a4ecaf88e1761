//! The page.

fn main() {
    sayso::web::run();
}
