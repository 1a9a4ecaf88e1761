//! The page on its own host, and without a network.

mod features;
mod file;
mod host;
mod opener;
mod promise;
mod redirects;
mod shared;
mod silence;
mod visits;
