//! What the ARIA Authoring Practices Guide lists for an editable combobox with list autocomplete and for a modal dialog
//! (<https://www.w3.org/WAI/ARIA/apg/patterns/combobox/>, <https://www.w3.org/WAI/ARIA/apg/patterns/dialog-modal/>), a story for each behaviour.
//! What an input method does is in `input_method`.

use guichet_tests::browser::{Key, button, heading};
use guichet_tests::{Failure, Page, Size, Target};
use serde::Deserialize;
use serde_json::json;

use crate::customer::Customer;
use crate::story::{EVERY_ENGINE, EVERYWHERE, Outcome, Stage, Story, story};

pub const STORIES: &[Story] = &[
    story!(
        EVERY_ENGINE,
        the_combobox_says_what_it_is_and_what_it_points_at
    ),
    story!(EVERY_ENGINE, down_and_up_go_around_the_results),
    story!(EVERY_ENGINE, alt_and_an_arrow_move_nothing),
    story!(
        EVERY_ENGINE,
        what_moves_the_cursor_gives_it_back_to_the_field
    ),
    story!(
        EVERY_ENGINE,
        what_is_typed_gives_the_cursor_back_to_the_field
    ),
    story!(EVERY_ENGINE, enter_opens_the_result_that_is_pointed_at),
    story!(
        EVERY_ENGINE,
        escape_clears_the_field_and_then_closes_the_dialog
    ),
    story!(EVERYWHERE, the_dialog_is_modal_where_it_covers_the_page),
    story!(EVERYWHERE, the_focus_returns_to_where_it_came_from),
];

/// What assistive technology is told of the search field.
#[derive(Debug, Deserialize, PartialEq)]
struct Combobox {
    autocomplete: String,
    expanded: String,
    /// The role of what `aria-controls` names, where there is such an element.
    controls: Option<String>,
    /// Which option `aria-activedescendant` names.
    active: Option<usize>,
    /// The options that are marked as selected.
    selected: Vec<usize>,
    /// Where the cursor stands.
    cursor: usize,
}

/// The search field after "return" was typed, and how many results it has.
async fn searching<'a>(stage: Stage<'a>) -> Result<(Customer<'a>, usize), Failure> {
    let customer = stage.visit(Page::plain()).await?;
    customer.open_help().await?;
    customer.search("return").await?;
    customer.see(&Target::any("option")).await?;
    let count = customer.count(&Target::any("option")).await?;
    assert!(count > 2, "{count} results are too few to go around");
    Ok((customer, count))
}

impl Customer<'_> {
    async fn combobox(&self) -> Result<Combobox, Failure> {
        self.evaluate(&format!(
            "((field) => {{
                const options = stage.find({{ role: 'option', name: null }});
                const named = (name) => field.getRootNode().getElementById(field.getAttribute(name));
                const at = options.indexOf(named('aria-activedescendant'));
                return {{
                    autocomplete: field.getAttribute('aria-autocomplete'),
                    expanded: field.getAttribute('aria-expanded'),
                    controls: named('aria-controls') ? stage.role(named('aria-controls')) : null,
                    active: at < 0 ? null : at,
                    selected: options.flatMap((option, at) => option.ariaSelected === 'true' ? [at] : []),
                    cursor: field.selectionStart,
                }};
            }})(stage.find({})[0])",
            json!(self.search_field())
        ))
        .await
    }

    /// The focus is in the field, which points at this option, or at none.
    async fn see_active(&self, active: Option<usize>) -> Result<Combobox, Failure> {
        self.see_focus_on(&self.search_field()).await?;
        let now = self.combobox().await?;
        assert_eq!(now.active, active, "{now:?}");
        let selected: Vec<usize> = active.into_iter().collect();
        assert_eq!(now.selected, selected, "{now:?}");
        Ok(now)
    }

    async fn is_inside_panel(&self) -> Result<bool, Failure> {
        let panel = json!(self.panel());
        self.evaluate(&format!("stage.find({panel})[0].contains(stage.focused())"))
            .await
    }
}

async fn the_combobox_says_what_it_is_and_what_it_points_at(stage: Stage<'_>) -> Outcome {
    let customer = stage.visit(Page::plain()).await?;
    customer.open_help().await?;
    let mut expected = Combobox {
        autocomplete: "list".to_owned(),
        expanded: "false".to_owned(),
        controls: None,
        active: None,
        selected: Vec::new(),
        cursor: 0,
    };
    assert_eq!(customer.combobox().await?, expected);
    customer.search("return").await?;
    let list = Target::new("listbox", customer.words.say("search.results"));
    customer.see(&list).await?;
    expected.expanded = "true".to_owned();
    expected.controls = Some("listbox".to_owned());
    expected.cursor = "return".len();
    assert_eq!(customer.combobox().await?, expected);
    customer.clear_field().await?;
    customer.miss(&list).await?;
    expected.expanded = "false".to_owned();
    expected.controls = None;
    expected.cursor = 0;
    assert_eq!(customer.combobox().await?, expected);
    Ok(())
}

async fn down_and_up_go_around_the_results(stage: Stage<'_>) -> Outcome {
    let (customer, count) = searching(stage).await?;
    customer.see_active(None).await?;
    // From the field to the first, through all of them, and around.
    for at in (0..count).chain([0]) {
        customer.press(Key::Down).await?;
        customer.see_active(Some(at)).await?;
    }
    for at in [count - 1, count - 2] {
        customer.press(Key::Up).await?;
        customer.see_active(Some(at)).await?;
    }
    // From the field to the last.
    customer.press(Key::Left).await?;
    customer.press(Key::Up).await?;
    customer.see_active(Some(count - 1)).await.map(drop)
}

/// With Alt an arrow would show or hide the list and move nothing; the list is seen as long as it has something to show.
async fn alt_and_an_arrow_move_nothing(stage: Stage<'_>) -> Outcome {
    let (customer, _) = searching(stage).await?;
    for key in [Key::Down, Key::Up] {
        customer.press_with(Key::Alt, key).await?;
        customer.see_active(None).await?;
        customer.see(&Target::any("listbox")).await?;
    }
    Ok(())
}

async fn what_moves_the_cursor_gives_it_back_to_the_field(stage: Stage<'_>) -> Outcome {
    let (customer, _) = searching(stage).await?;
    let end = "return".len();
    for (key, cursor) in [
        (Key::Left, end - 1),
        (Key::Home, 0),
        (Key::Right, 1),
        (Key::End, end),
    ] {
        customer.press(Key::Down).await?;
        customer.see_active(Some(0)).await?;
        customer.press(key).await?;
        let now = customer.see_active(None).await?;
        assert_eq!(now.cursor, cursor);
        assert_eq!(now.expanded, "true");
    }
    Ok(())
}

async fn what_is_typed_gives_the_cursor_back_to_the_field(stage: Stage<'_>) -> Outcome {
    let (customer, _) = searching(stage).await?;
    for (key, value) in [("s", "returns"), ("\u{e003}", "return")] {
        customer.press(Key::Down).await?;
        customer.see_active(Some(0)).await?;
        customer.type_text(key).await?;
        customer.see_active(None).await?;
        assert_eq!(customer.value(&customer.search_field()).await?, value);
    }
    Ok(())
}

async fn enter_opens_the_result_that_is_pointed_at(stage: Stage<'_>) -> Outcome {
    let (customer, _) = searching(stage).await?;
    customer.press(Key::Down).await?;
    customer.press(Key::Down).await?;
    let second =
        "stage.find({ role: 'option', name: null })[1].querySelector('.row-title').innerText";
    let title: String = customer.evaluate(second).await?;
    customer.press(Key::Enter).await?;
    customer
        .see(&heading(&title).within(Target::any("article")))
        .await
}

async fn escape_clears_the_field_and_then_closes_the_dialog(stage: Stage<'_>) -> Outcome {
    let (customer, _) = searching(stage).await?;
    customer.press(Key::Down).await?;
    customer.press(Key::Escape).await?;
    customer.miss(&Target::any("listbox")).await?;
    assert_eq!(customer.value(&customer.search_field()).await?, "");
    customer.see_active(None).await?;
    customer.press(Key::Escape).await?;
    customer.miss(&customer.panel()).await
}

/// More than the panel's home has places for the focus.
const ALL_AROUND: usize = 60;

/// On a desktop the page beside it can be used: the way on leads there.
async fn the_dialog_is_modal_where_it_covers_the_page(stage: Stage<'_>) -> Outcome {
    let customer = stage.visit(Page::plain()).await?;
    customer.open_help().await?;
    let is_modal = stage.size != Size::Desktop;
    let panel = json!(customer.panel());
    let says = format!("stage.find({panel})[0].getAttribute('aria-modal') === 'true'");
    assert_eq!(customer.evaluate::<bool>(&says).await?, is_modal);
    let name: Vec<String> = customer.names(&customer.panel()).await?;
    assert_eq!(name, ["Pinewick"]);

    customer.see_focus_on(&customer.search_field()).await?;
    let field = json!(customer.search_field());
    let back = format!("stage.find({field}).includes(stage.focused())");
    for backwards in [true, false] {
        let mut stays = true;
        let mut way: Vec<String> = Vec::new();
        for _ in 0..ALL_AROUND {
            match backwards {
                true => customer.press_with(Key::Shift, Key::Tab).await?,
                false => customer.press(Key::Tab).await?,
            }
            way.push(customer.evaluate("stage.name(stage.focused())").await?);
            stays = customer.is_inside_panel().await?;
            if !stays || customer.evaluate(&back).await? {
                break;
            }
        }
        assert_eq!(stays, is_modal, "backwards: {backwards}, {way:?}");
        if !is_modal {
            return customer.see_focus_on(&customer.launcher()).await;
        }
        customer.see_focus_on(&customer.search_field()).await?;
    }
    Ok(())
}

async fn the_focus_returns_to_where_it_came_from(stage: Stage<'_>) -> Outcome {
    let page = Page::plain().with_element("<button data-guichet-open>Ask us</button>");
    let customer = stage.visit(page).await?;
    // Once while the widget is fetched, once with it.
    for opener in [button("Ask us"), customer.launcher(), button("Ask us")] {
        let focus = format!("stage.find({})[0].focus()", json!(opener));
        customer.evaluate::<()>("page.focus()").await?;
        customer.evaluate::<()>(&focus).await?;
        customer.press(Key::Enter).await?;
        customer.see_focus_on(&customer.search_field()).await?;
        customer.see(&customer.heading("home.greeting")).await?;
        customer.press(Key::Escape).await?;
        customer.miss(&customer.panel()).await?;
        customer.see_focus_on(&opener).await?;
    }
    Ok(())
}
