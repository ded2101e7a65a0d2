//! `SharedList`: a sorted list whose copies share what they have in common.
//!
//! Every undo step keeps a whole project. Cut into chunks behind `Arc`s, a project of 100,000
//! claims costs a few kilobytes a step, a change touches one chunk, and what differs between two
//! versions is found by comparing pointers.

use std::{collections::HashSet, sync::Arc};

/// Something that can stand in a [`SharedList`].
pub trait Listed: Clone {
    /// What the list is sorted by; unique within a list.
    type Key: Ord + Copy;

    /// The item's place in the order.
    fn key(&self) -> Self::Key;

    /// How far the item reaches, for [`SharedList::reaching`]; 0 where that means nothing.
    fn reach(&self) -> usize {
        0
    }

    /// Whether both are the same, as cheaply as can be told; saying no for equals is allowed.
    fn is_same(&self, other: &Self) -> bool;

    /// About how many bytes the item takes.
    fn size_in_memory(&self) -> usize;
}

/// More items than this in a chunk and it is cut in two.
const CHUNK_LIMIT: usize = 512;

#[derive(Clone, Debug)]
struct Chunk<T> {
    items: Vec<T>,
    /// The greatest reach of any item in it.
    reach: usize,
}

impl<T: Listed> Chunk<T> {
    fn new(items: Vec<T>) -> Self {
        let reach = items.iter().map(Listed::reach).max().unwrap_or(0);
        Self { items, reach }
    }

    fn last_key(&self) -> Option<T::Key> {
        self.items.last().map(Listed::key)
    }
}

/// A sorted list; cloning it copies one pointer.
#[derive(Clone, Debug)]
pub struct SharedList<T> {
    chunks: Arc<Vec<Arc<Chunk<T>>>>,
    len: usize,
}

impl<T> Default for SharedList<T> {
    fn default() -> Self {
        Self { chunks: Arc::default(), len: 0 }
    }
}

/// What became of one item between two versions of a list.
#[derive(Clone, Copy, Debug)]
pub struct Change<'a, T> {
    /// The item as it was; `None` when it is new.
    pub before: Option<&'a T>,
    /// The item as it is; `None` when it was taken out.
    pub after: Option<&'a T>,
}

impl<T: Listed> SharedList<T> {
    /// The list of these items, in any order; of items with the same key the last one stays.
    pub fn from_items(mut items: Vec<T>) -> Self {
        if !items.is_sorted_by(|a, b| a.key() < b.key()) {
            items.reverse();
            items.sort_by_key(Listed::key);
            items.dedup_by(|later, kept| later.key() == kept.key());
        }
        let len = items.len();
        let mut chunks = Vec::with_capacity(len.div_ceil(CHUNK_LIMIT / 2));
        let mut rest = items.into_iter();
        loop {
            let chunk: Vec<T> = rest.by_ref().take(CHUNK_LIMIT / 2).collect();
            if chunk.is_empty() {
                break;
            }
            chunks.push(Arc::new(Chunk::new(chunk)));
        }
        Self { chunks: Arc::new(chunks), len }
    }

    /// How many items there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Whether both are the very same version: equal without looking at the items.
    pub fn ptr_eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.chunks, &other.chunks)
    }

    /// The items in order.
    pub fn iter(&self) -> impl Iterator<Item = &T> + Clone {
        self.chunks.iter().flat_map(|chunk| &chunk.items)
    }

    /// The item with this key.
    pub fn get(&self, key: T::Key) -> Option<&T> {
        let (chunk, place) = self.place(key);
        let item = self.chunks.get(chunk)?.items.get(place)?;
        (item.key() == key).then_some(item)
    }

    /// The items from this key on, in order.
    pub fn from_key(&self, key: T::Key) -> impl Iterator<Item = &T> + Clone {
        let (chunk, place) = self.place(key);
        let first = self.chunks.get(chunk).map_or(&[][..], |chunk| &chunk.items[place..]);
        let rest = self.chunks.get(chunk + 1..).unwrap_or_default();
        first.iter().chain(rest.iter().flat_map(|chunk| &chunk.items))
    }

    /// The items that reach beyond `position`, in order. Chunks that do not are skipped whole.
    pub fn reaching(&self, position: usize) -> impl Iterator<Item = &T> {
        self.chunks
            .iter()
            .filter(move |chunk| chunk.reach > position)
            .flat_map(|chunk| &chunk.items)
            .filter(move |item| item.reach() > position)
    }

    /// Puts an item in its place; one with the same key gives way.
    pub fn insert(&mut self, item: T) {
        let key = item.key();
        let (mut index, place) = self.place(key);
        let chunks = Arc::make_mut(&mut self.chunks);
        if index == chunks.len() {
            // Past every key: append to the last chunk rather than open a new one each time.
            match chunks.len().checked_sub(1) {
                Some(last) => index = last,
                None => chunks.push(Arc::new(Chunk::new(Vec::new()))),
            }
        }
        let chunk = Arc::make_mut(&mut chunks[index]);
        let place = if chunk.last_key().is_some_and(|last| last < key) { chunk.items.len() } else { place };
        if chunk.items.get(place).is_some_and(|there| there.key() == key) {
            chunk.items[place] = item;
            *chunk = Chunk::new(std::mem::take(&mut chunk.items));
            return;
        }
        chunk.reach = chunk.reach.max(item.reach());
        chunk.items.insert(place, item);
        self.len += 1;
        if chunk.items.len() > CHUNK_LIMIT {
            let upper = chunk.items.split_off(CHUNK_LIMIT / 2);
            *chunk = Chunk::new(std::mem::take(&mut chunk.items));
            chunks.insert(index + 1, Arc::new(Chunk::new(upper)));
        }
    }

    /// Takes out the item with this key.
    pub fn remove(&mut self, key: T::Key) -> Option<T> {
        self.get(key)?;
        let (index, place) = self.place(key);
        let chunks = Arc::make_mut(&mut self.chunks);
        let chunk = Arc::make_mut(&mut chunks[index]);
        let item = chunk.items.remove(place);
        self.len -= 1;
        if chunk.items.is_empty() {
            chunks.remove(index);
        } else {
            *chunk = Chunk::new(std::mem::take(&mut chunk.items));
        }
        Some(item)
    }

    /// What became of each item from `before` to `self`, in order of their keys.
    ///
    /// Costs the number of chunks and the items of the chunks that differ.
    pub fn changes_since<'a>(&'a self, before: &'a Self) -> Vec<Change<'a, T>> {
        self.first_changes_since(before, usize::MAX)
    }

    /// The same, but when there are more than `limit` changes only one more than that: whoever would
    /// rather begin anew than follow so many need not wait for all of them.
    pub fn first_changes_since<'a>(&'a self, before: &'a Self, limit: usize) -> Vec<Change<'a, T>> {
        if self.ptr_eq(before) {
            return Vec::new();
        }
        let mut old = before.items_not_shared_with(self).peekable();
        let mut new = self.items_not_shared_with(before).peekable();
        let mut changes = Vec::new();
        loop {
            let order = match (old.peek(), new.peek()) {
                (None, None) => return changes,
                (Some(_), None) => std::cmp::Ordering::Less,
                (None, Some(_)) => std::cmp::Ordering::Greater,
                (Some(a), Some(b)) => a.key().cmp(&b.key()),
            };
            let change = Change {
                before: if order.is_le() { old.next() } else { None },
                after: if order.is_ge() { new.next() } else { None },
            };
            if !matches!(change, Change { before: Some(a), after: Some(b) } if a.is_same(b)) {
                changes.push(change);
                if changes.len() > limit {
                    return changes;
                }
            }
        }
    }

    /// About how many bytes this version takes that `other` does not.
    pub fn bytes_not_shared_with(&self, other: &Self) -> usize {
        if self.ptr_eq(other) {
            return 0;
        }
        let spine = self.chunks.len() * size_of::<Arc<Chunk<T>>>();
        let slots = self.items_not_shared_with(other).count() * size_of::<T>();
        let items: usize = self
            .changes_since(other)
            .iter()
            .filter_map(|change| change.after)
            .map(Listed::size_in_memory)
            .sum();
        spine + slots + items
    }

    fn items_not_shared_with<'a>(&'a self, other: &Self) -> impl Iterator<Item = &'a T> {
        let shared: HashSet<*const Chunk<T>> = other.chunks.iter().map(Arc::as_ptr).collect();
        self.chunks
            .iter()
            .filter(move |chunk| !shared.contains(&Arc::as_ptr(chunk)))
            .flat_map(|chunk| &chunk.items)
    }

    /// The chunk and the place in it where the first item not below `key` stands.
    fn place(&self, key: T::Key) -> (usize, usize) {
        let index = self.chunks.partition_point(|chunk| chunk.last_key().is_some_and(|last| last < key));
        let place =
            self.chunks.get(index).map_or(0, |chunk| chunk.items.partition_point(|item| item.key() < key));
        (index, place)
    }
}

impl<T: Listed + PartialEq> PartialEq for SharedList<T> {
    fn eq(&self, other: &Self) -> bool {
        self.ptr_eq(other) || (self.len == other.len && self.iter().eq(other.iter()))
    }
}

impl<T: Listed + Eq> Eq for SharedList<T> {}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    struct Item(u16, usize);

    impl Listed for Item {
        type Key = u16;

        fn key(&self) -> u16 {
            self.0
        }

        fn reach(&self) -> usize {
            self.1
        }

        fn is_same(&self, other: &Self) -> bool {
            self == other
        }

        fn size_in_memory(&self) -> usize {
            size_of::<Self>()
        }
    }

    /// Most items reach hardly anywhere, so that whole chunks are skipped.
    fn any_item() -> impl Strategy<Value = (u16, usize)> {
        (0u16..3000, prop_oneof![20 => 0usize..10, 1 => 0usize..1000])
    }

    /// Holds the list against the map, order and look-ups included.
    fn check(list: &SharedList<Item>, map: &BTreeMap<u16, usize>, probe: u16, position: usize) {
        assert_eq!(list.len(), map.len());
        assert!(list.iter().map(|item| (item.0, item.1)).eq(map.iter().map(|(key, reach)| (*key, *reach))));
        assert_eq!(list.get(probe).map(|item| item.1), map.get(&probe).copied());
        assert!(list.from_key(probe).map(|item| item.0).eq(map.range(probe..).map(|(key, _)| *key)));
        let reaching = map.iter().filter(|(_, reach)| **reach > position).map(|(key, _)| *key);
        assert!(list.reaching(position).map(|item| item.0).eq(reaching));
    }

    proptest! {
        #[test]
        fn a_list_behaves_as_a_sorted_map(
            start in prop::collection::vec(any_item(), 0..1500),
            steps in prop::collection::vec((any::<bool>(), any_item()), 0..600),
            probe in 0u16..3000,
            position in 0usize..1000,
        ) {
            let mut list = SharedList::from_items(start.iter().map(|&(key, reach)| Item(key, reach)).collect());
            let mut map: BTreeMap<u16, usize> = start.into_iter().collect();
            let before = (list.clone(), map.clone());
            for (insert, (key, reach)) in steps {
                if insert {
                    list.insert(Item(key, reach));
                    map.insert(key, reach);
                } else {
                    prop_assert_eq!(list.remove(key).map(|item| item.1), map.remove(&key));
                }
            }
            check(&list, &map, probe, position);

            // The version before is untouched, and the changes lead from one to the other.
            check(&before.0, &before.1, probe, position);
            let mut replayed = before.1.clone();
            for change in list.changes_since(&before.0) {
                prop_assert_ne!(change.before, change.after);
                if let Some(item) = change.before {
                    prop_assert_eq!(replayed.remove(&item.0), Some(item.1));
                }
                if let Some(item) = change.after {
                    prop_assert_eq!(replayed.insert(item.0, item.1), None);
                }
            }
            prop_assert_eq!(replayed, map);
            let all = list.changes_since(&before.0).len();
            prop_assert_eq!(list.first_changes_since(&before.0, position).len(), all.min(position + 1));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        #[test]
        fn a_list_that_grows_item_by_item_is_cut_and_stays_in_order(
            items in prop::collection::vec(any_item(), 2 * CHUNK_LIMIT..4 * CHUNK_LIMIT),
            probe in 0u16..3000,
            position in 0usize..1000,
        ) {
            let mut list = SharedList::default();
            for &(key, reach) in &items {
                list.insert(Item(key, reach));
            }
            prop_assert!(list.chunks.iter().all(|chunk| chunk.items.len() <= CHUNK_LIMIT));
            check(&list, &items.into_iter().collect(), probe, position);
        }
    }

    #[test]
    fn one_change_in_a_long_list_costs_little_memory() {
        let long = SharedList::from_items((0..50_000).map(|key| Item(key, 1)).collect());
        let mut changed = long.clone();
        changed.insert(Item(70, 2));
        let whole = long.bytes_not_shared_with(&SharedList::default());
        assert!(changed.bytes_not_shared_with(&long) * 50 < whole);
        assert_eq!(changed.changes_since(&long).len(), 1);
    }
}
