//! Reads files into the comparison.

use gloo::file::File as Blob;
use web_sys::File;

use super::state::{Action, Note};
use super::use_work::Dispatch;
use super::workspace::{Workspace, WorkspaceError};
use crate::web::hooks::article_of;
use crate::web::saved::SavedArticle;
use crate::web::wire;

/// The maximum size of a workspace in bytes.
const MOST: f64 = 100_000_000.0;

/// Reads the files: a workspace (`.json`) replaces everything, and any other file is added as an article. If files
/// cannot be read, a message about the last of them is shown.
pub fn read(files: Vec<File>, dispatch: Dispatch) {
    yew::platform::spawn_local(async move {
        let mut articles = Vec::new();
        let mut note = None;
        for file in files {
            let name = file.name();
            if name.to_lowercase().ends_with(".json") {
                match workspace(file).await {
                    Ok((articles, dismissed)) => dispatch.dispatch(Action::Opened(articles, dismissed)),
                    Err(why) => note = Some(Note::File(why, name)),
                }
                continue;
            }
            match article_of(file).await {
                Ok((rich, _)) => {
                    articles.push(SavedArticle { text: rich.text, meta: rich.meta, ..SavedArticle::default() });
                }
                Err(why) => note = Some(Note::File(why.key(), name)),
            }
        }
        if !articles.is_empty() {
            dispatch.dispatch(Action::Added(articles));
        }
        if note.is_some() {
            dispatch.dispatch(Action::Noted(note));
        }
    });
}

/// Returns the contents of a workspace file, or the key of the message that says why it cannot be opened.
async fn workspace(file: File) -> Result<(Vec<SavedArticle>, Vec<u64>), &'static str> {
    const FOREIGN: &str = "ui.compare.workspace.foreign";
    if file.size() > MOST {
        return Err("ui.refused.too-large");
    }
    let text = gloo::file::futures::read_as_text(&Blob::from(file)).await.map_err(|_| "ui.refused.unreadable")?;
    wire::opened(&text).and_then(Workspace::contents).map_err(|fault| match fault {
        WorkspaceError::Foreign => FOREIGN,
        WorkspaceError::Newer => "ui.compare.workspace.newer",
        WorkspaceError::TooMany => "ui.compare.workspace.many",
    })
}
