//! The inspector: the selected claim whole.

mod field;
mod inspector;
mod passages;
mod sources;
mod view;

pub(super) use inspector::ui;
pub use view::InspectorView;
