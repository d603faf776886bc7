//! What is fetched, and how far it has come.

use std::sync::Arc;

use guichet_bundle::pack::Pack;
use guichet_wire::manifest::FileRef;

use super::{Effect, Model};

/// Why something could not be loaded; each has a sentence of its own in the panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoadError {
    /// The network or the host failed: trying again may help.
    Unreachable,
    /// The bytes are not what the manifest promised, or no bundle at all.
    Damaged,
    /// The bundle needs a newer widget.
    TooNew,
}

/// Something that is fetched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Loading<T> {
    /// Nobody asked for it yet.
    #[default]
    Absent,
    /// On its way.
    Pending,
    /// Here.
    Ready(T),
    /// It did not come.
    Failed(LoadError),
}

impl<T> Loading<T> {
    /// The value, if it is here.
    pub fn ready(&self) -> Option<&T> {
        match self {
            Self::Ready(value) => Some(value),
            _ => None,
        }
    }

    pub(super) fn is_wanted(&self) -> bool {
        matches!(self, Self::Absent | Self::Failed(_))
    }
}

/// The packs of one locale by their path.
#[derive(Clone, Debug, Default)]
pub struct Packs(Vec<(String, Loading<Arc<Pack>>)>);

impl Packs {
    /// The pack at `path`.
    pub fn get(&self, path: &str) -> &Loading<Arc<Pack>> {
        let found = self.0.iter().find(|(other, _)| other == path);
        found.map_or(&Loading::Absent, |(_, pack)| pack)
    }

    pub(super) fn set(&mut self, path: &str, pack: Loading<Arc<Pack>>) {
        match self.0.iter_mut().find(|(other, _)| other == path) {
            Some((_, place)) => *place = pack,
            None => self.0.push((path.to_owned(), pack)),
        }
    }
}

/// Asks for a pack unless it is here or on its way.
pub(super) fn want_pack(model: &mut Model, file: FileRef) -> Option<Effect> {
    if !model.packs.get(&file.path).is_wanted() {
        return None;
    }
    model.packs.set(&file.path, Loading::Pending);
    Some(Effect::LoadPack(file))
}
