//! The payload of `list`: a vector of values. Methods are in `builtins/list`.

use crate::gc::{Kind, Payload, Trace, Value, Visitor};

#[derive(Default)]
pub struct List {
    pub items: Vec<Value>,
}

impl Payload for List {
    const KIND: Kind = Kind::List;
    const NAME: &'static str = "list";
    const TRACKED: bool = true;
}

impl Trace for List {
    fn trace(&self, visit: &mut Visitor<'_>) {
        self.items.trace(visit);
    }
    /// A long list is handed over as it is, not item by item.
    fn take(&mut self, out: &mut Vec<Value>) {
        if out.is_empty() {
            std::mem::swap(out, &mut self.items);
        }
        out.append(&mut self.items);
    }
}

impl List {
    /// Lists with no more room than this do not shrink before they are empty.
    const SMALL: usize = 32;

    /// Makes room for `len` items where CPython would: growth is by an eighth, and what is more than half empty
    /// shrinks. (`sys.getsizeof` shows it.) To be called before items are added and after they were removed. False if there
    /// is no memory.
    #[inline]
    pub fn fit(&mut self, len: usize) -> bool {
        let room = self.items.capacity();
        if room >= len && (len >= room / 2 || room <= Self::SMALL && len > 0) {
            return true;
        }
        self.fit_slow(len)
    }

    #[cold]
    #[inline(never)]
    fn fit_slow(&mut self, len: usize) -> bool {
        let now = self.items.len();
        let mut room = len.saturating_add(len / 8).saturating_add(6) & !3;
        // A jump to just about the new length gets no room beyond it.
        if len > now && len - now > room - len {
            room = len.saturating_add(3) & !3;
        }
        if len == 0 {
            room = 0;
        }
        if room > self.items.capacity() {
            return self.items.try_reserve_exact(room - now).is_ok();
        }
        self.items.shrink_to(room);
        true
    }

    /// Adds an item at the end.
    #[inline(always)]
    pub fn push(&mut self, item: Value) {
        if self.items.len() == self.items.capacity() && !self.fit_slow(self.items.len() + 1) {
            std::alloc::handle_alloc_error(std::alloc::Layout::new::<Value>());
        }
        self.items.push(item);
    }
}

impl Drop for List {
    fn drop(&mut self) {
        drop_last_first(std::mem::take(&mut self.items));
    }
}

/// Lets go of the items of a list in CPython's order, which finalisers show.
pub fn drop_last_first(items: Vec<Value>) {
    items.into_iter().rev().for_each(drop);
}
