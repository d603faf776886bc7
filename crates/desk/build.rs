//! Tells cargo that a new migration file means a new build: they are embedded by `sqlx::migrate!`, which sees changes only.

fn main() {
    println!("cargo:rerun-if-changed=migrations");
}
