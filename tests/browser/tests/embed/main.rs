//! The embed on other people's pages: `www/hosts`, served under a strict policy.

mod boxes;
mod card;
mod changes;
mod checked;
mod cost;
mod forbidden;
mod hosts;
mod moving;
mod other_language;
mod panel;
mod silence;
mod steady;
mod sturdy;
mod trace;
