//! The page on a host of one's own, and with no network at all.

mod features;
mod file;
mod host;
mod opener;
mod promise;
mod redirects;
mod shared;
mod silence;
mod visits;
