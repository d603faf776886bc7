//! Elements: a builder over the DOM's own, in the manner of `leptos::html`, with Leptos's signals behind whatever changes.
//!
//! Nothing is ever written as HTML: elements are created, attributes set, text put into text nodes.

use leptos::ev::EventDescriptor;
use leptos::html::ElementType;
use leptos::prelude::{NodeRef, RenderEffect, document};
use leptos::tachys::html::node_ref::NodeRefContainer;
use leptos::tachys::view::Render;
use leptos::wasm_bindgen::closure::Closure;
use leptos::wasm_bindgen::{JsCast, JsValue};
use leptos::web_sys::{Element, Event, HtmlElement, Node};

use super::child::{IntoChild, keep};

/// An element that is being built.
#[derive(Clone)]
pub struct El(Element);

/// What an attribute can be set to: text, a flag, either of them optional, or a function of signals that gives one.
pub trait IntoValue {
    /// Sets the attribute `name` of `element`, now and whenever it changes.
    fn set(self, element: &Element, name: &'static str);
}

/// The text of an attribute; `None` where it is not to be there.
pub trait Value {
    /// The text.
    fn text(self) -> Option<String>;
}

impl Value for String {
    fn text(self) -> Option<String> {
        Some(self)
    }
}

impl Value for &str {
    fn text(self) -> Option<String> {
        Some(self.to_owned())
    }
}

impl Value for bool {
    fn text(self) -> Option<String> {
        self.then(String::new)
    }
}

impl Value for u32 {
    fn text(self) -> Option<String> {
        Some(self.to_string())
    }
}

impl<T: Value> Value for Option<T> {
    fn text(self) -> Option<String> {
        self.and_then(T::text)
    }
}

macro_rules! fixed {
    ($($type:ty)*) => {
        $(impl IntoValue for $type {
            fn set(self, element: &Element, name: &'static str) {
                assign(element, name, self.text());
            }
        })*
    };
}
fixed!(String &str bool u32 Option<String> Option<&str>);

impl<F, T> IntoValue for F
where
    F: Fn() -> T + 'static,
    T: Value,
{
    fn set(self, element: &Element, name: &'static str) {
        let element = element.clone();
        follow(Box::new(move || assign(&element, name, self().text())));
    }
}

/// Does something now, and again whenever a signal that it read changes.
pub fn follow(mut change: Box<dyn FnMut()>) {
    keep(RenderEffect::new(move |_| change()));
}

fn assign(element: &Element, name: &str, value: Option<String>) {
    let assigned = match value {
        Some(value) => element.set_attribute(name, &value),
        None => element.remove_attribute(name),
    };
    debug_assert!(assigned.is_ok(), "the views name attributes correctly");
}

impl El {
    /// An HTML element.
    pub fn new(tag: &str) -> Self {
        let element = document().create_element(tag);
        Self(element.expect("the views name elements correctly"))
    }

    /// An element of an SVG picture.
    pub fn svg(tag: &str) -> Self {
        let element = document().create_element_ns(Some("http://www.w3.org/2000/svg"), tag);
        Self(element.expect("the views name elements correctly"))
    }

    /// Sets an attribute.
    pub fn attr(self, name: &'static str, value: impl IntoValue) -> Self {
        value.set(&self.0, name);
        self
    }

    /// Sets a property of the element's object, now and whenever it changes.
    pub fn prop(self, name: &'static str, value: impl Fn() -> String + 'static) -> Self {
        let element = self.0.clone();
        follow(Box::new(move || {
            let set = js_sys::Reflect::set(&element, &JsValue::from(name), &JsValue::from(value()));
            debug_assert!(set.is_ok(), "the views name properties that can be set");
        }));
        self
    }

    /// Sets a property of the element's style, now and whenever it changes; not by an attribute, which a page may forbid.
    pub fn style(self, name: &'static str, value: impl Fn() -> String + 'static) -> Self {
        let style = self.0.unchecked_ref::<HtmlElement>().style();
        follow(Box::new(move || {
            let set = style.set_property(name, &value());
            debug_assert!(set.is_ok(), "custom properties take any value");
        }));
        self
    }

    /// Calls `handler` for each event of a kind, as long as the element is shown.
    pub fn on<E>(self, event: E, mut handler: impl FnMut(E::EventType) + 'static) -> Self
    where
        E: EventDescriptor,
        E::EventType: JsCast,
    {
        let listener =
            Closure::<dyn FnMut(Event)>::new(move |event: Event| handler(event.unchecked_into()));
        let added = self
            .0
            .add_event_listener_with_callback(&event.name(), listener.as_ref().unchecked_ref());
        debug_assert!(added.is_ok(), "a function of ours is a listener");
        keep(listener);
        self
    }

    /// Makes the element known to `place`.
    pub fn node_ref<E>(self, place: NodeRef<E>) -> Self
    where
        E: ElementType,
        E::Output: JsCast + Clone + 'static,
    {
        place.load(&self.0);
        self
    }

    /// Puts something inside, after what is there.
    pub fn child(self, child: impl IntoChild) -> Self {
        child.into_child().insert(&self.0, None);
        self
    }

    pub(super) fn node(&self) -> &Node {
        &self.0
    }
}

/// An element is a view that Leptos can mount.
impl Render for El {
    type State = Element;

    fn build(self) -> Element {
        self.0
    }

    fn rebuild(self, _: &mut Element) {}
}

macro_rules! attributes {
    ($($method:ident: $name:literal)*) => {
        impl El {
            $(
                #[doc = concat!("Sets the attribute `", $name, "`.")]
                pub fn $method(self, value: impl IntoValue) -> Self {
                    self.attr($name, value)
                }
            )*
        }
    };
}
attributes! {
    alt: "alt"
    aria_activedescendant: "aria-activedescendant"
    aria_autocomplete: "aria-autocomplete"
    aria_controls: "aria-controls"
    aria_current: "aria-current"
    aria_describedby: "aria-describedby"
    aria_expanded: "aria-expanded"
    aria_hidden: "aria-hidden"
    aria_invalid: "aria-invalid"
    aria_label: "aria-label"
    aria_labelledby: "aria-labelledby"
    aria_modal: "aria-modal"
    aria_required: "aria-required"
    aria_selected: "aria-selected"
    autocapitalize: "autocapitalize"
    autocomplete: "autocomplete"
    checked: "checked"
    class: "class"
    datetime: "datetime"
    decoding: "decoding"
    dir: "dir"
    disabled: "disabled"
    enterkeyhint: "enterkeyhint"
    r#for: "for"
    height: "height"
    hidden: "hidden"
    href: "href"
    id: "id"
    inputmode: "inputmode"
    lang: "lang"
    loading: "loading"
    name: "name"
    placeholder: "placeholder"
    rel: "rel"
    role: "role"
    rows: "rows"
    scope: "scope"
    spellcheck: "spellcheck"
    src: "src"
    start: "start"
    tabindex: "tabindex"
    target: "target"
    title: "title"
    r#type: "type"
    value: "value"
    width: "width"
}

macro_rules! elements {
    ($($tag:ident)*) => {
        /// The HTML elements that the views use, by their names.
        pub mod html {
            use super::El;

            $(
                #[doc = concat!("A `", stringify!($tag), "` element.")]
                pub fn $tag() -> El {
                    El::new(stringify!($tag))
                }
            )*
        }
    };
}

elements! {
    a article bdi blockquote br button code details dialog div em fieldset form h1 h2 h3 h4 h5 h6 header hr img input kbd label legend li mark nav ol option
    p pre s section select span strong summary sup table tbody td textarea th thead time tr ul
}
