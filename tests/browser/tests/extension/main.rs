//! The browser extension on other people's pages: `www/hosts` without the embed, served under a strict policy.

mod hosts;
