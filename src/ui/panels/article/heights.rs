//! `Heights`: how high each block is, and quickly which one stands at a height.
//!
//! A Fenwick tree: a measured height replaces an estimate in a few steps however long the article is.

/// The heights of a row of blocks, in points. Sums are kept in `f64`: a long article is millions of points high.
#[derive(Clone, Debug, Default)]
pub(super) struct Heights {
    single: Vec<f32>,
    /// `tree[i]` is the sum of the heights that end with block `i` and whose number is the lowest bit of `i + 1`.
    tree: Vec<f64>,
    /// Grows with every change.
    version: u64,
}

impl Heights {
    pub(super) fn new(heights: Vec<f32>) -> Self {
        let mut tree: Vec<f64> = heights.iter().copied().map(f64::from).collect();
        for index in 0..tree.len() {
            let parent = index | (index + 1);
            if parent < tree.len() {
                tree[parent] += tree[index];
            }
        }
        Self { single: heights, tree, version: 0 }
    }

    /// Starts anew with other heights.
    pub(super) fn replace(&mut self, heights: Vec<f32>) {
        *self = Self { version: self.version + 1, ..Self::new(heights) };
    }

    pub(super) fn version(&self) -> u64 {
        self.version
    }

    /// The height of a block; 0 past the last.
    pub(super) fn get(&self, index: usize) -> f32 {
        self.single.get(index).copied().unwrap_or(0.0)
    }

    /// Replaces the height of a block.
    pub(super) fn set(&mut self, index: usize, height: f32) {
        let Some(slot) = self.single.get_mut(index) else { return };
        let difference = f64::from(height) - f64::from(*slot);
        if difference.abs() < 1e-3 {
            return;
        }
        *slot = height;
        self.version += 1;
        let mut node = index;
        while node < self.tree.len() {
            self.tree[node] += difference;
            node |= node + 1;
        }
    }

    /// The height of all blocks before this one.
    pub(super) fn before(&self, index: usize) -> f64 {
        let mut sum = 0.0;
        let mut end = index.min(self.tree.len());
        while end > 0 {
            sum += self.tree[end - 1];
            end &= end - 1;
        }
        sum
    }

    /// The height of all blocks.
    pub(super) fn total(&self) -> f64 {
        self.before(self.single.len())
    }

    /// The block that stands at a height, and how far below its top that is. Heights outside are
    /// counted from the first block, or the last one.
    pub(super) fn at(&self, height: f64) -> (usize, f64) {
        let mut index = 0;
        let mut rest = height;
        let mut step = self.tree.len().next_power_of_two();
        while step > 0 {
            let next = index + step;
            if next <= self.tree.len() && self.tree[next - 1] <= rest {
                rest -= self.tree[next - 1];
                index = next;
            }
            step /= 2;
        }
        let last = self.single.len().saturating_sub(1);
        if index > last {
            return (last, rest + f64::from(self.get(last)));
        }
        (index, rest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sums_and_searches_agree_with_plain_addition(
            start in prop::collection::vec(0u16..200, 1..70),
            changes in prop::collection::vec((0usize..70, 0u16..200), 0..50),
            probe in 0u32..15_000,
        ) {
            let mut plain: Vec<f32> = start.iter().copied().map(f32::from).collect();
            let mut heights = Heights::new(plain.clone());
            for (index, height) in changes {
                let index = index % plain.len();
                plain[index] = f32::from(height);
                heights.set(index, f32::from(height));
            }
            let sum = |to: usize| plain[..to].iter().copied().map(f64::from).sum::<f64>();
            for index in 0..=plain.len() {
                prop_assert!((heights.before(index) - sum(index)).abs() < 1e-6);
            }
            let probe = f64::from(probe);
            let (index, within) = heights.at(probe);
            prop_assert!((sum(index) + within - probe).abs() < 1e-6);
            if probe < sum(plain.len()) {
                prop_assert!(sum(index) <= probe && probe < sum(index + 1));
            } else {
                prop_assert_eq!(index, plain.len() - 1);
            }
        }
    }

    #[test]
    fn only_a_real_change_makes_a_new_version() {
        let mut heights = Heights::new(vec![1.0, 2.0]);
        heights.set(1, 2.0);
        assert_eq!(heights.version(), 0);
        heights.set(1, 3.0);
        assert_eq!((heights.version(), heights.total()), (1, 4.0));
    }
}
