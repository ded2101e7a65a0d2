//! Sorting, resizing, hiding and reordering columns.

use super::desk::*;
use claimdesk::workspace::Column;
use egui::{Pos2, Rangef, Vec2, accesskit::Role, accesskit::SortDirection};
use egui_kittest::kittest::{NodeT, Queryable};

fn heading(window: &Window, name: &str) -> egui::Rect {
    window.get_by_role_and_label(Role::ColumnHeader, name).rect()
}

fn sort_by(window: &mut Window, name: &str) {
    window.get_by_role_and_label(Role::ColumnHeader, name).click();
    window.run();
    settle(window);
}

fn drag(window: &mut Window, from: Pos2, to: Pos2) {
    settle(window);
    window.drag_at(from);
    window.step();
    for part in 1..=4_u8 {
        window.hover_at(from + (to - from) * (f32::from(part) / 4.0));
        window.step();
    }
    window.drop_at(to);
    window.run();
}

#[test]
fn a_heading_sorts_up_then_down_then_in_article_order() {
    let mut window = window(six_claims());
    sort_by(&mut window, "Claim");
    assert_eq!(ids(&window), ["C03", "C04", "C05", "C02", "C01", "C06"]);
    let direction = |window: &Window| {
        window.get_by_role_and_label(Role::ColumnHeader, "Claim").accesskit_node().data().sort_direction()
    };
    assert_eq!(direction(&window), Some(SortDirection::Ascending));
    sort_by(&mut window, "Claim");
    assert_eq!(ids(&window), ["C06", "C01", "C02", "C05", "C04", "C03"]);
    assert_eq!(direction(&window), Some(SortDirection::Descending));
    sort_by(&mut window, "Claim");
    assert_eq!(ids(&window), ["C01", "C02", "C03", "C04", "C05", "C06"]);
    assert_eq!(direction(&window), None);
    assert_eq!(window.state().document().list().arrangement().sort, None);
}

#[test]
fn the_columns_fill_the_pane_whatever_its_width() {
    for width in [764.0, 1_200.0] {
        let window = window_of(six_claims(), Vec2::new(width, 420.0));
        let right = heading(&window, "Sources").right();
        assert!((right - width).abs() < 1.0, "{right} of {width}");
    }
}

#[test]
fn an_edge_is_dragged_and_a_double_click_fits_the_column() {
    let mut window = window(six_claims());
    let before = heading(&window, "Kind");
    let edge = before.right_center();
    drag(&mut window, edge, edge + Vec2::new(30.0, 0.0));
    let after = heading(&window, "Kind");
    assert!((after.right() - before.right() - 30.0).abs() < 1.5, "{after:?}");
    assert!((window.state().view.layout().width(Column::Kind) - after.width()).abs() < 0.5);

    double_click(&mut window, after.right_center());
    let fitted = heading(&window, "Kind").width();
    assert!(Rangef::new(70.0, 110.0).contains(fitted), "{fitted}");
}

#[test]
fn a_heading_is_dragged_to_another_place() {
    let mut window = window(six_claims());
    let from = heading(&window, "Attribution").center();
    let to = heading(&window, "Status").left_center() + Vec2::new(6.0, 0.0);
    drag(&mut window, from, to);
    let order: Vec<Column> = window.state().view.layout().visible().collect();
    assert_eq!(order[..3], [Column::Id, Column::Attribution, Column::Status]);
    assert!(heading(&window, "Attribution").left() < heading(&window, "Status").left());
    assert_eq!(window.state().document().list().arrangement().sort.map(|sort| sort.column), Some(Column::Id));
}

#[test]
fn columns_are_hidden_and_shown_from_the_menu_of_the_headings() {
    let mut window = window(six_claims());
    assert!(window.query_by_role_and_label(Role::ColumnHeader, "Note").is_none());
    window.get_by_role_and_label(Role::ColumnHeader, "Kind").click_secondary();
    window.run();
    window.get_by_role_and_label(Role::CheckBox, "Note").click();
    window.run();
    window.get_by_role_and_label(Role::CheckBox, "Kind").click();
    window.run();
    window.get_by_role_and_label(Role::ColumnHeader, "Note");
    assert!(window.query_by_role_and_label(Role::ColumnHeader, "Kind").is_none());
    assert!(!window.state().view.layout().is_visible(Column::Kind));
    window.state_mut().view.layout_mut().set_visible(Column::Changed, true);
    window.run();
    let changed = window
        .get_all_by_role(Role::Cell)
        .filter(|cell| cell.accesskit_node().label().is_some_and(|label| label.starts_with("24 Nov 12:")));
    assert_eq!(changed.count(), 6);
}

#[test]
fn a_pane_too_narrow_for_the_columns_scrolls_sideways() {
    let mut window = window_of(six_claims(), Vec2::new(400.0, 420.0));
    assert!(heading(&window, "Sources").left() > 400.0);
    click(&mut window, "C02");
    for _ in 0..3 {
        press(&mut window, egui::Key::ArrowRight);
    }
    let sources = heading(&window, "Sources");
    assert!(sources.right() <= 401.0, "{sources:?}");
    assert!((cell(&window, "C02", "0").rect().right() - sources.right()).abs() < 1.0);
}
