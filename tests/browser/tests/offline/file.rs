//! `sayso.html`: the whole page in one file, opened from the disk.

use anyhow::Result;
use sayso_browser::from_disk;

use crate::features;

#[test]
fn one_file_does_all() -> Result<()> {
    from_disk(async |page| features::all_work(page).await)
}
