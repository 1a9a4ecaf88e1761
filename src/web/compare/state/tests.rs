use super::*;

fn saved_article(text: &str) -> SavedArticle {
    SavedArticle { text: text.into(), ..SavedArticle::default() }
}

fn after(actions: Vec<Action>) -> Rc<ComparisonState> {
    actions.into_iter().fold(Rc::default(), |state: Rc<ComparisonState>, action| state.reduce(action))
}

const A: &str = "The ferry sank at noon. Nobody died, police said.";
const B: &str = "The ferry sank at noon. Three people died, police said.";

fn compared() -> Rc<ComparisonState> {
    let state = after(vec![Action::Added(vec![saved_article(A), saved_article(B)])]);
    let articles: Vec<_> = [A, B].map(|text| (text.to_owned(), (String::new(), crate::analyze(text)))).into();
    let state = articles
        .iter()
        .enumerate()
        .fold(state, |state, (at, (_, (_, found)))| state.reduce(Action::Analysed(at as u32, Some(found.clone()))));
    state.reduce(Action::Compared(vec![0, 1], Rc::new(ComparisonResult::between(&articles))))
}

#[test]
fn adds_an_article_only_once() {
    let state = after(vec![Action::Added(vec![
        saved_article(A),
        saved_article(B),
        saved_article(&format!("\n{A}\r\n")),
        saved_article(" "),
    ])]);
    assert_eq!((state.ids(), &state.note), (vec![0, 1], &Some(Note::Known(1))));
}

#[test]
fn removed_articles_can_be_restored() {
    let state = compared();
    let gone = state.clone().reduce(Action::Removed(0));
    assert_eq!((gone.ids(), gone.found.is_none()), (vec![1], true));
    let back = gone.reduce(Action::Undone);
    assert_eq!((back.ids(), back.read()), (vec![0, 1], 2));
}

#[test]
fn ignores_answers_about_other_articles() {
    let state = compared().reduce(Action::Added(vec![saved_article("Something else.")]));
    assert!(state.clone().reduce(Action::Compared(vec![0, 1], Rc::default())).found.is_none());
    assert_eq!(state.clone().reduce(Action::Analysed(77, None)), state);
}

#[test]
fn a_dismissed_link_stays_hidden_until_restored() {
    let state = compared();
    let all = state.links().len();
    assert!(all > 0);
    let gone = state.clone().reduce(Action::Dismissed(vec![0]));
    assert_eq!(gone.links().len(), all - 1);
    assert_eq!(gone.clone().reduce(Action::Undone).links().len(), all);
    let found = state.found.clone().unwrap();
    let anew = gone.reduce(Action::Removed(1)).reduce(Action::Added(vec![saved_article(B)]));
    let ids = anew.ids();
    assert_eq!(anew.reduce(Action::Compared(ids, found)).links().len(), all - 1);
}

#[test]
fn outlets_have_different_names() {
    let state = compared();
    let names =
        |state: &ComparisonState| state.articles.iter().map(|entry| entry.name().to_owned()).collect::<Vec<_>>();
    let named = state.reduce(Action::Named(0, "Mirror".into()));
    assert!(named.found.is_some() && names(&named)[0] == "Mirror");
    let both = named.reduce(Action::Named(1, "Mirror".into()));
    assert_ne!(names(&both)[0], names(&both)[1]);
}

#[test]
fn rejects_too_many_articles_with_a_message() {
    let many = (0..=MOST_ARTICLES).map(|n| saved_article(&format!("Article {n}."))).collect();
    let state = after(vec![Action::Added(many)]);
    assert_eq!((state.articles.len(), &state.note), (MOST_ARTICLES, &Some(Note::Key("ui.compare.full"))));
}

#[test]
fn opening_any_workspace_can_be_undone() {
    let many = (0..=MOST_ARTICLES).map(|n| saved_article(&format!("Article {n}."))).collect();
    for articles in
        [vec![saved_article("New."), saved_article("New.")], many, vec![saved_article(&"x".repeat(MOST + 1))]]
    {
        let state = compared().reduce(Action::Opened(articles, Vec::new()));
        let state = state.reduce(Action::Noted(Some(Note::File("ui.compare.full", "bad.json".into()))));
        assert!(matches!(&state.note, Some(Note::Removed(more)) if more.len() == 1), "{:?}", state.note);
        assert_eq!(state.reduce(Action::Undone).texts(), [A, B]);
    }
}

#[test]
fn a_workspace_replaces_the_articles_and_can_be_undone() {
    let state = compared().reduce(Action::Opened(vec![saved_article("New.")], vec![5]));
    assert_eq!((state.texts(), &*state.dismissed), (vec!["New."], &[5][..]));
    assert_eq!(state.reduce(Action::Undone).texts(), [A, B]);
}
