//! The table's columns and order as the settings keep them, and back.

use super::panels::{ColumnLayout, TableLayout};
use crate::{
    jobs::{self, SortOrder},
    workspace::{Arrangement, Column, Sort},
};

/// The columns as the settings have them; names that no column has are passed over.
pub(super) fn layout_from(settings: &jobs::ColumnLayout) -> TableLayout {
    let usual = TableLayout::default();
    let named = settings.order.iter().filter_map(|name| Column::from_name(name));
    let rest =
        Column::ALL.into_iter().filter(|column| !settings.order.iter().any(|name| name == column.name()));
    let never_kept = settings.order.is_empty();
    TableLayout::from_columns(named.chain(rest).map(|column| {
        let kept = settings.widths.iter().find(|(name, _)| name == column.name()).map(|(_, width)| *width);
        let hidden = settings.hidden.iter().any(|name| name == column.name());
        ColumnLayout {
            column,
            width: kept.unwrap_or_else(|| usual.width(column)),
            visible: if never_kept { usual.is_visible(column) } else { !hidden },
        }
    }))
}

/// The order of rows as the settings have it; by number before any was kept.
pub(super) fn arrangement_from(settings: &jobs::ColumnLayout) -> Arrangement {
    if settings.order.is_empty() {
        return Arrangement::default();
    }
    let sort = settings.sort.as_ref().and_then(|(name, order)| {
        let column = Column::from_name(name)?;
        Some(Sort { column, descending: *order == SortOrder::Descending })
    });
    Arrangement { sort, ..Arrangement::default() }
}

/// Keeps the table in the settings, as every frame does: nothing is made anew while nothing changed.
pub(super) fn keep(settings: &mut jobs::ColumnLayout, layout: &TableLayout, sort: Option<Sort>) {
    if !are_kept(settings, layout, sort) {
        *settings = settings_of(layout, sort);
    }
}

fn are_kept(settings: &jobs::ColumnLayout, layout: &TableLayout, sort: Option<Sort>) -> bool {
    let columns = layout.columns();
    let names = columns.iter().map(|each| each.column.name());
    let hidden = columns.iter().filter(|each| !each.visible).map(|each| each.column.name());
    let widths = columns.iter().map(|each| (each.column.name(), each.width));
    let sort = sort.map(|sort| (sort.column.name(), order_of(sort)));
    names.eq(settings.order.iter().map(String::as_str))
        && hidden.eq(settings.hidden.iter().map(String::as_str))
        && widths.eq(settings.widths.iter().map(|(name, width)| (name.as_str(), *width)))
        && sort == settings.sort.as_ref().map(|(name, order)| (name.as_str(), *order))
}

const fn order_of(sort: Sort) -> SortOrder {
    if sort.descending { SortOrder::Descending } else { SortOrder::Ascending }
}

/// What the settings keep of the table.
fn settings_of(layout: &TableLayout, sort: Option<Sort>) -> jobs::ColumnLayout {
    let columns = layout.columns();
    let name = |column: Column| column.name().to_owned();
    jobs::ColumnLayout {
        order: columns.iter().map(|each| name(each.column)).collect(),
        hidden: columns.iter().filter(|each| !each.visible).map(|each| name(each.column)).collect(),
        widths: columns.iter().map(|each| (name(each.column), each.width)).collect(),
        sort: sort.map(|sort| (name(sort.column), order_of(sort))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_kept_and_comes_back_as_it_was() {
        let mut layout = TableLayout::default();
        layout.set_visible(Column::Note, true);
        layout.set_visible(Column::Kind, false);
        layout.set_width(Column::Attribution, 222.0);
        layout.move_before(Column::Note, Some(Column::Status));
        let sort = Some(Sort { column: Column::Note, descending: true });
        let kept = settings_of(&layout, sort);
        assert_eq!(layout_from(&kept), layout);
        assert_eq!(arrangement_from(&kept).sort, sort);
    }

    #[test]
    fn every_change_of_the_table_reaches_the_settings() {
        let mut settings = jobs::ColumnLayout::default();
        let mut layout = TableLayout::default();
        let changes: [fn(&mut TableLayout); 4] = [
            |_| {},
            |layout| layout.set_visible(Column::Note, true),
            |layout| layout.set_width(Column::Attribution, 222.0),
            |layout| layout.move_before(Column::Note, Some(Column::Status)),
        ];
        for change in changes {
            change(&mut layout);
            for sort in [None, Some(false), Some(true)] {
                let sort = sort.map(|descending| Sort { column: Column::Note, descending });
                keep(&mut settings, &layout, sort);
                assert_eq!(settings, settings_of(&layout, sort));
                assert!(are_kept(&settings, &layout, sort));
            }
        }
    }

    #[test]
    fn article_order_is_kept_too() {
        let kept = settings_of(&TableLayout::default(), None);
        assert_eq!(arrangement_from(&kept).sort, None);
        assert_eq!(arrangement_from(&jobs::ColumnLayout::default()), Arrangement::default());
    }
}
