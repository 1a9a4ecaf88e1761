//! Grammar: what rules ask of a text before they look for attributions, speakers and claims.
//!
//! [`View`] answers questions about single words. [`phrases`] finds noun phrases, [`adjuncts`] what may stand between a verb
//! and its clause, [`headline`] tells headlines from sentences. Positions are indices of tokens. Nothing here knows a cue.

pub mod adjuncts;
pub mod clause;
pub mod headline;
pub mod nouns;
pub mod object;
pub mod phrases;
pub mod subject;
pub mod verbs;
mod view;

pub use view::View;
