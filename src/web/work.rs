//! How the analysis goes along, as far as the reader should know. Pure: no browser types.

/// How it stands with the text on the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Step {
    /// Done, or done soon.
    #[default]
    Idle,
    /// It takes long enough to say so. Per cent.
    Running(u8),
    /// The reader stopped it.
    Cancelled,
    /// It fell over this text, which is not tried again until it changes.
    Failed,
}

/// What the page knows of the analysis beside what it found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// How it stands.
    pub step: Step,
    /// How often the reader asked to try the same text again.
    pub tries: u32,
    /// Whether it has to run between the keys, since the browser lets no worker be made.
    pub alone: bool,
    /// Whether the reader knows that.
    pub known: bool,
}

/// What happens to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// So much is done. Per cent.
    Done(u8),
    /// The reader wants it stopped.
    Cancel,
    /// The reader wants it after all.
    Again,
    /// It fell.
    Fail,
    /// There is no worker to be had.
    Alone,
    /// The reader read so.
    Known,
}

impl Work {
    /// After `turn`.
    pub fn after(&self, turn: Turn) -> Self {
        let step = |step| Self { step, ..self.clone() };
        match turn {
            // What was stopped or has fallen may still have said something before it heard of it.
            Turn::Done(_) | Turn::Cancel if matches!(self.step, Step::Cancelled | Step::Failed) => self.clone(),
            Turn::Done(part) => step(Step::Running(part)),
            Turn::Cancel => step(Step::Cancelled),
            Turn::Fail => step(Step::Failed),
            Turn::Again => Self { step: Step::Idle, tries: self.tries + 1, ..self.clone() },
            Turn::Alone => Self { alone: true, ..self.clone() },
            Turn::Known => Self { known: true, ..self.clone() },
        }
    }

    /// With another text, or with the findings: nothing to say any more.
    pub fn rested(&self) -> Self {
        Self { step: Step::Idle, ..self.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_stopped_stays_so_until_it_is_wanted() {
        let stopped = Work::default().after(Turn::Done(40)).after(Turn::Cancel);
        assert_eq!(stopped.after(Turn::Done(50)), stopped);
        assert_eq!(stopped.after(Turn::Again), Work { tries: 1, ..Work::default() });
        assert_eq!(Work::default().after(Turn::Fail).after(Turn::Cancel).step, Step::Failed);
    }

    #[test]
    fn that_there_is_no_worker_stays_known() {
        let alone = Work::default().after(Turn::Alone).after(Turn::Known);
        assert!(alone.rested().alone && alone.rested().known);
    }
}
