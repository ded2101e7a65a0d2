//! What the window tells screen readers, asked for through the window's inspection port.

use egui::accesskit::{self, Node, NodeId, Role};
use egui_inspection::{
    Request, Response,
    protocol::{read_handshake, read_message, write_message},
};
use std::{net::TcpStream, time::Duration};

/// A node of the tree that a mouse can be moved to.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Seen {
    pub(crate) role: Role,
    pub(crate) label: String,
    pub(crate) value: String,
    /// Left, top, right, bottom, in pixels of the window.
    pub(crate) bounds: [f64; 4],
}

impl Seen {
    pub(crate) fn middle(&self) -> (f64, f64) {
        let [left, top, right, bottom] = self.bounds;
        (f64::midpoint(left, right), f64::midpoint(top, bottom))
    }
}

/// Everything the window shows at one moment.
pub(crate) struct Tree {
    pub(crate) nodes: Vec<Seen>,
    /// The node that has the keyboard.
    pub(crate) focus: Option<Seen>,
}

impl Tree {
    pub(crate) fn find(&self, role: Role, label: &str) -> Option<Seen> {
        self.nodes.iter().find(|node| node.role == role && node.label.starts_with(label)).cloned()
    }

    /// Whether anything shown bears these words.
    pub(crate) fn shows(&self, words: &str) -> bool {
        self.nodes.iter().any(|node| node.label.contains(words) || node.value.contains(words))
    }

    /// One node a line, for the report of a failure.
    pub(crate) fn listing(&self) -> String {
        let lines = self.nodes.iter().filter(|node| !node.label.is_empty() || !node.value.is_empty());
        let line = |node: &Seen| {
            let [left, top, right, bottom] = node.bounds;
            format!(
                "{:?} {:?} {:?} [{left:.0} {top:.0} {right:.0} {bottom:.0}]",
                node.role, node.label, node.value
            )
        };
        lines.map(line).collect::<Vec<_>>().join("\n")
    }
}

/// The window's inspection port.
pub(crate) struct Inspection(TcpStream);

impl Inspection {
    /// Tries once; the window takes a moment before it listens.
    pub(crate) fn connect(port: u16) -> Option<Self> {
        let mut stream = TcpStream::connect(("127.0.0.1", port)).ok()?;
        let limit = Some(Duration::from_secs(20));
        stream.set_read_timeout(limit).expect("the limit is not zero");
        stream.set_write_timeout(limit).expect("the limit is not zero");
        read_handshake(&mut stream).ok()?;
        Some(Self(stream))
    }

    fn ask(&mut self, request: &Request) -> Response {
        write_message(&mut self.0, request).expect("the window takes a question");
        read_message(&mut self.0).expect("the window answers in time")
    }

    /// What the window shows once it has come to rest.
    pub(crate) fn tree(&mut self) -> Tree {
        self.ask(&Request::Settle { max_steps: 60 });
        let answer = self.ask(&Request::GetTree);
        let Response::Tree { accesskit: Some(update), pixels_per_point, .. } = answer else {
            panic!("the window has no tree to show: {answer:?}")
        };
        read(&update, f64::from(pixels_per_point))
    }
}

fn read(update: &accesskit::TreeUpdate, scale: f64) -> Tree {
    let seen = |node: &Node| {
        let bounds = node.bounds().unwrap_or_default();
        Seen {
            role: node.role(),
            label: node.label().unwrap_or_default().to_owned(),
            value: node.value().unwrap_or_default().to_owned(),
            bounds: [bounds.x0, bounds.y0, bounds.x1, bounds.y1].map(|edge| edge * scale),
        }
    };
    let focus_id: NodeId = update.focus;
    let focus = update.nodes.iter().find(|(id, _)| *id == focus_id).map(|(_, node)| seen(node));
    Tree { nodes: update.nodes.iter().map(|(_, node)| seen(node)).collect(), focus }
}
