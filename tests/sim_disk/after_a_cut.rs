//! Every state a power cut may leave: of the changes of names since the last sync any subset, of each
//! change of a file nothing, a part, or zeros in place of a part.

use super::world::{Change, Content, Node, World};

/// More changes of names at once would make more states than anybody can look at.
const MOST_NAME_CHANGES: usize = 10;
/// Into so many parts the bytes of a write are cut.
const PARTS: usize = 4;

impl World {
    /// The disk as it may come up again if the power fails now.
    pub(crate) fn after_a_cut(&self) -> Vec<Self> {
        let names = self.pending.len();
        assert!(names <= MOST_NAME_CHANGES, "{names} changes of names are waiting for a sync");
        let mut states = Vec::new();
        for chosen in 0..1_usize << names {
            let mut world = self.clone();
            let pending = std::mem::take(&mut world.pending);
            for (index, change) in pending.iter().enumerate() {
                if chosen & (1 << index) != 0 {
                    world.make_durable(change);
                }
            }
            let mut worlds = vec![world];
            for (number, node) in &self.nodes {
                let Node::File(content) = node else { continue };
                if content.pending.is_empty() {
                    continue;
                }
                let variants = content.variants();
                worlds = worlds
                    .iter()
                    .flat_map(|world| {
                        variants.iter().map(|bytes| {
                            let mut world = world.clone();
                            let content =
                                Content { durable: bytes.clone(), seen: bytes.clone(), pending: Vec::new() };
                            world.nodes.insert(*number, Node::File(content));
                            world
                        })
                    })
                    .collect();
            }
            states.extend(worlds.into_iter().map(World::come_up));
        }
        states
    }

    /// Programs see what is on the disk.
    fn come_up(mut self) -> Self {
        for node in self.nodes.values_mut() {
            match node {
                Node::Folder { seen, durable } => seen.clone_from(durable),
                Node::File(content) => content.seen.clone_from(&content.durable),
            }
        }
        self
    }
}

impl Content {
    fn variants(&self) -> Vec<Vec<u8>> {
        let mut variants = vec![self.durable.clone()];
        for change in &self.pending {
            variants = variants.iter().flat_map(|bytes| change.variants_of(bytes)).collect();
            variants.sort();
            variants.dedup();
        }
        variants
    }
}

impl Change {
    fn variants_of(&self, bytes: &[u8]) -> Vec<Vec<u8>> {
        let mut variants = vec![bytes.to_vec()];
        match self {
            Self::Cut(length) => {
                let mut cut = bytes.to_vec();
                cut.resize(*length, 0);
                variants.push(cut);
            }
            Self::Write { at, bytes: written } => {
                let mut put = |written: &[u8]| {
                    let mut bytes = bytes.to_vec();
                    bytes.resize(bytes.len().max(at + written.len()), 0);
                    bytes[*at..at + written.len()].copy_from_slice(written);
                    variants.push(bytes);
                };
                for part in 0..=PARTS {
                    let (start, rest) = written.split_at(written.len() * part / PARTS);
                    put(start);
                    put(&[start, &vec![0; rest.len()]].concat());
                    put(&[&vec![0; start.len()], rest].concat());
                }
            }
        }
        variants
    }
}
