//! The progress of the analysis, as far as the reader should know. Pure: no browser types.

/// The progress with the current text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Step {
    /// Finished, or not long enough to show progress.
    #[default]
    Idle,
    /// It takes long enough to show progress, in percent.
    Running(u8),
    /// The reader cancelled it.
    Cancelled,
    /// It crashed on this text, which is not analysed again until it changes.
    Failed,
}

/// The state of the analysis, apart from its findings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// The progress.
    pub step: Step,
    /// How often the reader asked to analyse the same text again.
    pub tries: u32,
    /// Whether it runs on the main thread because workers are unavailable.
    pub alone: bool,
    /// Whether the reader has closed the notice about that.
    pub known: bool,
}

/// An event about the analysis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// Progress in percent.
    Done(u8),
    /// The reader cancels the analysis.
    Cancel,
    /// The reader asks for the analysis again.
    Again,
    /// The analysis crashed.
    Fail,
    /// Workers are unavailable.
    Alone,
    /// The reader has closed the notice about that.
    Known,
}

impl Work {
    /// Returns the state after `turn`.
    pub fn after(&self, turn: Turn) -> Self {
        let step = |step| Self { step, ..self.clone() };
        match turn {
            // A cancelled or crashed analysis may have sent progress before it stopped.
            Turn::Done(_) | Turn::Cancel if matches!(self.step, Step::Cancelled | Step::Failed) => self.clone(),
            Turn::Done(part) => step(Step::Running(part)),
            Turn::Cancel => step(Step::Cancelled),
            Turn::Fail => step(Step::Failed),
            Turn::Again => Self { step: Step::Idle, tries: self.tries + 1, ..self.clone() },
            Turn::Alone => Self { alone: true, ..self.clone() },
            Turn::Known => Self { known: true, ..self.clone() },
        }
    }

    /// Returns the state after the text has changed or the analysis has finished: there is no progress to show.
    pub fn rested(&self) -> Self {
        Self { step: Step::Idle, ..self.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stopped_work_stays_stopped_until_restarted() {
        let stopped = Work::default().after(Turn::Done(40)).after(Turn::Cancel);
        assert_eq!(stopped.after(Turn::Done(50)), stopped);
        assert_eq!(stopped.after(Turn::Again), Work { tries: 1, ..Work::default() });
        assert_eq!(Work::default().after(Turn::Fail).after(Turn::Cancel).step, Step::Failed);
    }

    #[test]
    fn remembers_that_workers_are_unavailable() {
        let alone = Work::default().after(Turn::Alone).after(Turn::Known);
        assert!(alone.rested().alone && alone.rested().known);
    }
}
