//! `TableLayout`: which columns the table shows, in what order and how wide; and where they come to stand.

use crate::workspace::Column;
use egui::Rangef;

/// No column is made narrower than this, in points.
const NARROWEST: f32 = 36.0;
/// No column is made wider than this, in points.
const WIDEST: f32 = 2_000.0;

/// One column of the table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ColumnLayout {
    /// Which column.
    pub column: Column,
    /// Its width in points; the one that fills the pane is never narrower than this.
    pub width: f32,
    /// Whether it is shown.
    pub visible: bool,
}

/// The columns of the table as the analyst left them, from left to right, the hidden ones included.
///
/// Holds every column exactly once and shows at least one.
#[derive(Clone, Debug, PartialEq)]
pub struct TableLayout {
    columns: Vec<ColumnLayout>,
}

impl Default for TableLayout {
    fn default() -> Self {
        let columns = Column::ALL.into_iter().map(standard).collect();
        Self { columns }
    }
}

/// How a column stands before anybody has touched it. The note and the time of change are a
/// right click away: beside the article there is no room to read them.
const fn standard(column: Column) -> ColumnLayout {
    let (width, visible) = match column {
        Column::Id => (48.0, true),
        Column::Status => (122.0, true),
        Column::Claim => (180.0, true),
        Column::Kind => (84.0, true),
        Column::Attribution => (136.0, true),
        Column::Sources => (64.0, true),
        Column::Note => (160.0, false),
        Column::Changed => (104.0, false),
    };
    ColumnLayout { column, width, visible }
}

impl TableLayout {
    /// The layout with these columns in this order. Of a column named twice the first counts; those
    /// not named stand at the end as they are at first; widths are brought into bounds.
    pub fn from_columns(columns: impl IntoIterator<Item = ColumnLayout>) -> Self {
        let mut kept: Vec<ColumnLayout> = Vec::with_capacity(Column::ALL.len());
        for mut each in columns {
            if kept.iter().all(|known| known.column != each.column) {
                each.width = bounded(each.width, each.column);
                kept.push(each);
            }
        }
        for column in Column::ALL {
            if kept.iter().all(|known| known.column != column) {
                kept.push(standard(column));
            }
        }
        let mut layout = Self { columns: kept };
        if layout.visible().next().is_none() {
            layout.slot(Column::Claim).visible = true;
        }
        layout
    }

    /// Every column from left to right, the hidden ones included.
    pub fn columns(&self) -> &[ColumnLayout] {
        &self.columns
    }

    /// The shown columns from left to right.
    pub fn visible(&self) -> impl DoubleEndedIterator<Item = Column> {
        self.columns.iter().filter(|each| each.visible).map(|each| each.column)
    }

    /// Whether the column is shown.
    pub fn is_visible(&self, column: Column) -> bool {
        self.visible().any(|each| each == column)
    }

    /// The column's own width in points.
    pub fn width(&self, column: Column) -> f32 {
        self.columns.iter().find(|each| each.column == column).map_or(NARROWEST, |each| each.width)
    }

    /// Makes the column that wide, in points.
    pub fn set_width(&mut self, column: Column, width: f32) {
        self.slot(column).width = bounded(width, column);
    }

    /// Moves the right edge of a shown column by so many points in a pane `available` points wide.
    ///
    /// While all columns fit the pane, what one gains its right neighbour gives, so that the edge
    /// stays under the pointer; the last edge is that of the pane.
    pub fn resize(&mut self, column: Column, by: f32, available: f32) {
        let spans = self.spans(available);
        let own: f32 = self.visible().map(|column| self.width(column)).sum();
        if own > available {
            self.set_width(column, self.width(column) + by);
            return;
        }
        let after = spans.iter().skip_while(|(each, _)| *each != column).nth(1);
        let (Some(here), Some((neighbour, there))) = (spans.of(column), after) else { return };
        let filling = self.filling();
        // The filling column can be squeezed to its own width, any other to the narrowest.
        let least = |each| if Some(each) == filling { self.width(each) } else { NARROWEST };
        let by = by.max(least(column) - here.span()).min(there.span() - least(neighbour));
        for (each, width) in [(column, here.span() + by), (neighbour, there.span() - by)] {
            if Some(each) != filling {
                self.set_width(each, width);
            }
        }
    }

    /// Shows or hides the column; the last one shown cannot be hidden.
    pub fn set_visible(&mut self, column: Column, visible: bool) {
        if visible || self.visible().any(|each| each != column) {
            self.slot(column).visible = visible;
        }
    }

    /// Puts `column` right before `before`, or at the end when that is `None`.
    pub fn move_before(&mut self, column: Column, before: Option<Column>) {
        if before == Some(column) {
            return;
        }
        let moved = *self.slot(column);
        self.columns.retain(|each| each.column != column);
        let place =
            self.columns.iter().position(|each| Some(each.column) == before).unwrap_or(self.columns.len());
        self.columns.insert(place, moved);
    }

    /// The column that takes the width that the others leave: one with much to read, or else the last.
    pub fn filling(&self) -> Option<Column> {
        let with_much_to_read = [Column::Claim, Column::Note, Column::Attribution];
        with_much_to_read.into_iter().find(|each| self.is_visible(*each)).or_else(|| self.visible().last())
    }

    /// Where the shown columns stand in a pane `available` points wide. Together they are never
    /// narrower than the pane.
    pub fn spans(&self, available: f32) -> Spans {
        let filling = self.filling();
        let own: f32 = self.visible().map(|column| self.width(column)).sum();
        let spare = (available - own).max(0.0);
        let mut left = 0.0;
        let spans = self
            .visible()
            .map(|column| {
                let extra = if Some(column) == filling { spare } else { 0.0 };
                let right = left + self.width(column) + extra;
                let span = (column, Rangef::new(left, right));
                left = right;
                span
            })
            .collect();
        Spans { spans, width: left }
    }

    fn slot(&mut self, column: Column) -> &mut ColumnLayout {
        let place = self.columns.iter().position(|each| each.column == column);
        let place = place.expect("a layout holds every column: its constructors see to that");
        &mut self.columns[place]
    }
}

fn bounded(width: f32, column: Column) -> f32 {
    if width.is_finite() { width.clamp(NARROWEST, WIDEST) } else { standard(column).width }
}

/// Where the shown columns stand, in points from the left edge of the first.
#[derive(Clone, Debug, PartialEq)]
pub struct Spans {
    spans: Vec<(Column, Rangef)>,
    width: f32,
}

impl Spans {
    /// The shown columns and their extents, from left to right.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (Column, Rangef)> + '_ {
        self.spans.iter().copied()
    }

    /// All columns together.
    pub fn width(&self) -> f32 {
        self.width
    }

    /// The extent of a shown column.
    pub fn of(&self, column: Column) -> Option<Rangef> {
        self.iter().find(|(each, _)| *each == column).map(|(_, span)| span)
    }

    /// The column at this distance from the left edge; beyond the last one, the last.
    pub fn at(&self, x: f32) -> Option<Column> {
        let under = self.iter().find(|(_, span)| x < span.max);
        under.or(self.spans.last().copied()).map(|(column, _)| column)
    }

    /// Before which column something let go at this distance lands; `None` after the last.
    pub fn gap_at(&self, x: f32) -> Option<Column> {
        self.iter().find(|(_, span)| x < span.center()).map(|(column, _)| column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(layout: &TableLayout) -> Vec<Column> {
        layout.visible().collect()
    }

    #[test]
    fn the_claim_takes_the_width_that_the_others_leave() {
        let layout = TableLayout::default();
        let spans = layout.spans(1_000.0);
        assert!((spans.width() - 1_000.0).abs() < 0.01);
        let claim = spans.of(Column::Claim).expect("shown");
        let others: f32 = order(&layout)
            .into_iter()
            .filter(|column| *column != Column::Claim)
            .map(|column| layout.width(column))
            .sum();
        assert!((claim.span() - (1_000.0 - others)).abs() < 0.01);
    }

    #[test]
    fn a_narrow_pane_leaves_every_column_its_own_width() {
        let layout = TableLayout::default();
        let spans = layout.spans(100.0);
        assert!(spans.width() > 100.0);
        for (column, span) in spans.iter() {
            assert!((span.span() - layout.width(column)).abs() < 0.01, "{column:?}");
        }
    }

    #[test]
    fn without_the_claim_the_last_column_fills() {
        let mut layout = TableLayout::default();
        layout.set_visible(Column::Claim, false);
        let spans = layout.spans(900.0);
        assert!((spans.of(Column::Sources).expect("shown").max - 900.0).abs() < 0.01);
    }

    #[test]
    fn a_dragged_edge_stays_under_the_pointer() {
        for (column, by) in [(Column::Status, 15.0), (Column::Claim, -40.0), (Column::Kind, 20.0)] {
            let mut layout = TableLayout::default();
            let before = layout.spans(1_000.0).of(column).expect("shown").max;
            layout.resize(column, by, 1_000.0);
            let spans = layout.spans(1_000.0);
            assert!((spans.of(column).expect("shown").max - before - by).abs() < 0.01, "{column:?}");
            assert!((spans.width() - 1_000.0).abs() < 0.01);
        }
    }

    #[test]
    fn no_column_is_squeezed_away() {
        let mut layout = TableLayout::default();
        layout.resize(Column::Kind, 5_000.0, 1_000.0);
        assert!((layout.width(Column::Attribution) - NARROWEST).abs() < 0.01);
        layout.resize(Column::Kind, -5_000.0, 1_000.0);
        assert!((layout.width(Column::Kind) - NARROWEST).abs() < 0.01);
        let narrow = TableLayout::default().spans(0.0).width() - 10.0;
        let mut layout = TableLayout::default();
        layout.resize(Column::Kind, 30.0, narrow);
        assert!((layout.width(Column::Kind) - standard(Column::Kind).width - 30.0).abs() < 0.01);
        layout.set_width(Column::Kind, -1.0);
        assert!((layout.width(Column::Kind) - NARROWEST).abs() < 0.01);
    }

    #[test]
    fn one_column_is_always_shown() {
        let mut layout = TableLayout::default();
        for column in Column::ALL {
            layout.set_visible(column, false);
        }
        assert_eq!(order(&layout).len(), 1);
        let hidden = layout.columns().iter().map(|each| ColumnLayout { visible: false, ..*each });
        assert_eq!(order(&TableLayout::from_columns(hidden)), [Column::Claim]);
    }

    #[test]
    fn columns_move_among_hidden_ones() {
        let mut layout = TableLayout::default();
        layout.move_before(Column::Kind, Some(Column::Id));
        layout.move_before(Column::Status, None);
        assert_eq!(
            order(&layout),
            [Column::Kind, Column::Id, Column::Claim, Column::Attribution, Column::Sources, Column::Status]
        );
        layout.move_before(Column::Kind, Some(Column::Kind));
        assert_eq!(order(&layout)[0], Column::Kind);
    }

    #[test]
    fn what_was_kept_reads_back_and_what_is_missing_is_added() {
        let mut layout = TableLayout::default();
        layout.set_width(Column::Kind, 123.0);
        layout.move_before(Column::Note, Some(Column::Claim));
        assert_eq!(TableLayout::from_columns(layout.columns().iter().copied()), layout);

        let some = [
            ColumnLayout { column: Column::Kind, width: f32::NAN, visible: true },
            ColumnLayout { column: Column::Kind, width: 1.0, visible: false },
            ColumnLayout { column: Column::Id, width: -5.0, visible: true },
        ];
        let layout = TableLayout::from_columns(some);
        assert_eq!(layout.columns().len(), Column::ALL.len());
        assert_eq!(order(&layout)[..2], [Column::Kind, Column::Id]);
        assert!((layout.width(Column::Kind) - standard(Column::Kind).width).abs() < 0.01);
        assert!((layout.width(Column::Id) - NARROWEST).abs() < 0.01);
    }

    #[test]
    fn places_are_told_apart_by_the_middle_of_a_column() {
        let spans = TableLayout::default().spans(0.0);
        assert_eq!(spans.at(-3.0), Some(Column::Id));
        assert_eq!(spans.at(60.0), Some(Column::Status));
        assert_eq!(spans.at(10_000.0), Some(Column::Sources));
        assert_eq!(spans.gap_at(10.0), Some(Column::Id));
        assert_eq!(spans.gap_at(30.0), Some(Column::Status));
        assert_eq!(spans.gap_at(10_000.0), None);
    }
}
