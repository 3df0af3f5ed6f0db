//! The object heap: 64 KiB pages of equal cells for small objects, the system allocator for large ones.
//!
//! A page knows its heap, so that dropping a value needs no context. Freeing is iterative across all types:
//! dead objects go through one list, in the order in which CPython would reach them. Objects that need a
//! finaliser are put aside for the VM. The collector finds young objects by the pages they were made on, so
//! allocating costs no list insertion and freeing no removal.

use super::header::{AttrHead, HEADER_SIZE, Header, Kind, Layout, TypeCore, flag, release};
use super::object::{Payload, Ref};
use super::value::{Raw, Value};
use super::weak::WeakTable;
use std::alloc::{Layout as MemLayout, alloc, dealloc};
use std::cell::{Cell, RefCell, UnsafeCell};
use std::collections::HashMap;
use std::mem::ManuallyDrop;
use std::ops::Deref;
use std::ptr::NonNull;

pub(super) const PAGE_SIZE: usize = 64 * 1024;
const PAGE_HEAD: usize = 64;
const UNIT: usize = 8;
const CLASSES: usize = 65;
/// Blocks of the system allocator are aligned to this.
const ALIGN: usize = 16;
const SMALL_MAX: usize = (CLASSES - 1) * UNIT;
/// Pages are taken from the system this many at a time.
const CHUNK_PAGES: usize = 16;
/// Bytes of cells made at a time.
const BATCH: usize = 4096;
/// Objects freed one inside of another before the rest waits on a list.
const MAX_DEPTH: u32 = 16;
/// In front of a large object: its heap and its place in `Heap::large`.
const LARGE_HEAD: usize = 32;

/// Reasons for the VM to leave its fast path at the next boundary (`Heap::breaker`).
pub mod breaker {
    /// Finalisers or weakref callbacks are waiting.
    pub const FINALIZERS: u32 = 1;
    /// The young generation is over its threshold.
    pub const COLLECT: u32 = 2;
    /// A signal arrived.
    pub const SIGNAL: u32 = 4;
    /// Another thread wants the GIL.
    pub const GIL: u32 = 8;
    /// A limit set by the embedder was reached.
    pub const LIMIT: u32 = 16;
}

/// The system has no memory left.
#[derive(Debug)]
pub struct OutOfMemory;

#[repr(C)]
pub(super) struct Page {
    heap: *const Heap,
    pub(super) cell: u32,
    /// Cells that have been made; there is room for more behind them until the page is full.
    pub(super) cells: Cell<u32>,
    pub(super) has_young: Cell<bool>,
    /// The last collection that looked at the page found nothing of interest, and nothing was made on it since.
    pub(super) idle: Cell<bool>,
}

/// The kinds as bits, by which the tag of an exact instance is looked up.
const fn set_of(kinds: &[Kind]) -> u64 {
    let (mut bits, mut i) = (0, 0);
    while i < kinds.len() {
        bits |= 1 << (kinds[i] as u8 & 63);
        i += 1;
    }
    bits
}

const _: () = assert!((Kind::Other as u8) < 64);

/// A cell that holds no object: the type word is null.
#[repr(C)]
struct FreeCell {
    next: *mut FreeCell,
    no_type: *mut Header,
}

#[repr(C)]
struct LargeHead {
    heap: *const Heap,
    index: Cell<usize>,
    size: usize,
    unused: usize,
}

/// One interpreter's objects.
pub struct Heap {
    free: [Cell<*mut FreeCell>; CLASSES],
    /// The newest page of each class, null before there is one.
    newest: [Cell<*mut Page>; CLASSES],
    /// See `breaker`; read by the VM at back-edges and calls.
    pub breaker: Cell<u32>,
    /// How many objects are being freed, one inside of another.
    depth: Cell<u32>,
    dead: UnsafeCell<Vec<*mut Header>>,
    /// Allocations of tracked objects since the last young collection, in the units of the collector's scratch count:
    /// finalisers of garbage run in the order in which the objects were made.
    pub(super) sequence: Cell<u32>,
    /// Allocations less deallocations of tracked objects since the last young collection.
    pub(super) young_count: Cell<isize>,
    pub(super) threshold: Cell<isize>,
    pub(super) enabled: Cell<bool>,
    pub(super) pages: RefCell<Vec<*mut Page>>,
    pub(super) young_pages: RefCell<Vec<*mut Page>>,
    pub(super) large: RefCell<Vec<*mut Header>>,
    /// The objects in `large` before this index have seen a collection: a young one need not look at them.
    pub(super) large_old: Cell<usize>,
    chunks: RefCell<Vec<*mut u8>>,
    spare_pages: RefCell<Vec<*mut Page>>,
    /// Objects whose finaliser must run; each holds the reference that resurrected it.
    finalizers: RefCell<Vec<Value>>,
    pub(super) weakrefs: RefCell<WeakTable>,
    /// Weak reference objects whose referent died, in callback order.
    dead_weakrefs: RefCell<Vec<Value>>,
    /// Tells whether a weak reference object has a callback.
    has_callback: Cell<Option<fn(*mut Header) -> bool>>,
    pub(super) collections: Cell<[super::CollectStats; 3]>,
    /// The order of survivors whose death can be noticed (`collect.rs`), by address. May be out of date where an object
    /// died: the address of one that was ranked since has a new entry.
    pub(super) ranks: RefCell<HashMap<usize, u32>>,
    pub(super) next_rank: Cell<u32>,
    pub(super) young_runs: Cell<u32>,
    pub(super) middle_runs: Cell<u32>,
    pub(super) old_pending: Cell<usize>,
    pub(super) old_total: Cell<usize>,
}

impl Heap {
    /// A heap stays at its place because pages point back at it.
    #[allow(clippy::new_ret_no_self)]
    pub fn new() -> OwnedHeap {
        let heap = Box::new(Heap {
            free: [const { Cell::new(std::ptr::null_mut()) }; CLASSES],
            newest: [const { Cell::new(std::ptr::null_mut()) }; CLASSES],
            breaker: Cell::new(0),
            depth: Cell::new(0),
            dead: UnsafeCell::new(Vec::with_capacity(256)),
            sequence: Cell::new(0),
            young_count: Cell::new(0),
            threshold: Cell::new(2000),
            enabled: Cell::new(true),
            pages: RefCell::new(Vec::new()),
            young_pages: RefCell::new(Vec::new()),
            large: RefCell::new(Vec::new()),
            large_old: Cell::new(0),
            chunks: RefCell::new(Vec::new()),
            spare_pages: RefCell::new(Vec::new()),
            finalizers: RefCell::new(Vec::new()),
            weakrefs: RefCell::new(WeakTable::default()),
            dead_weakrefs: RefCell::new(Vec::new()),
            has_callback: Cell::new(None),
            collections: Cell::new([super::CollectStats::default(); 3]),
            ranks: RefCell::new(HashMap::new()),
            next_rank: Cell::new(0),
            young_runs: Cell::new(0),
            middle_runs: Cell::new(0),
            old_pending: Cell::new(0),
            old_total: Cell::new(0),
        });
        OwnedHeap(NonNull::from(Box::leak(heap)))
    }

    pub fn request(&self, reason: u32) {
        self.breaker.set(self.breaker.get() | reason);
    }

    /// Makes an object of the exact builtin layout `T` with type `ty`. `attrs` values of the instance start unset.
    ///
    /// # Safety
    /// `ty` is a live type object whose core has the layout of `T`.
    #[inline(always)]
    pub unsafe fn alloc<T: Payload>(&self, ty: *mut Header, payload: T) -> Result<Ref<T>, OutOfMemory> {
        // SAFETY: by contract; the payload is written before anybody sees the object.
        unsafe {
            let header = self.new_object(ty, HEADER_SIZE + size_of::<T>())?;
            // Here and not in a function, so that the payload is made where it stays.
            std::ptr::write(header.add(1) as *mut T, payload);
            Ok(Ref::from_owned(header))
        }
    }

    /// An object of `size` bytes, or as many as its attributes need, with a header. Its payload is to be written at once.
    ///
    /// # Safety
    /// As `alloc`.
    #[inline(never)]
    unsafe fn new_object(&self, ty: *mut Header, size: usize) -> Result<*mut Header, OutOfMemory> {
        // SAFETY: by contract. Nothing looks at the heap before the caller has written the payload.
        unsafe {
            let core = &*(ty.add(1) as *const TypeCore);
            let header =
                if core.attrs_offset.get() == 0 { self.alloc_cell(size)? } else { self.alloc_with_attrs(core)? };
            self.init_header(header, ty, core);
            Ok(header)
        }
    }

    /// Makes an object with `extra` bytes behind its payload, for types whose contents are inline. `fill` is given
    /// the address of those bytes before anybody sees the object. A type with instance attributes keeps the
    /// contents elsewhere, since the attributes need a fixed place: `fill` then gets a block of the
    /// system allocator, which the payload's `Drop` returns with `free_contents`.
    ///
    /// # Safety
    /// As `alloc`; `fill` initialises all that the payload's `Drop` and `Trace` will read.
    #[inline]
    pub unsafe fn alloc_var<T: Payload>(
        &self,
        ty: *mut Header,
        payload: T,
        extra: usize,
        fill: impl FnOnce(*mut u8),
    ) -> Result<Ref<T>, OutOfMemory> {
        // Such a payload's `Drop` reads its header: one that got no memory must be forgotten, not dropped.
        let payload = ManuallyDrop::new(payload);
        // SAFETY: by contract.
        unsafe {
            let core = &*(ty.add(1) as *const TypeCore);
            const LEAVES: u64 = set_of(&[Kind::Str, Kind::Bytes, Kind::BigInt]);
            if LEAVES >> (core.instance_tag & 63) & 1 != 0 {
                // Exact: untracked, and the type lives on.
                let size = (HEADER_SIZE + size_of::<T>()).checked_add(extra).ok_or(OutOfMemory)?;
                let header = self.alloc_cell(size)?;
                fill((header.add(1) as *mut T).add(1) as *mut u8);
                std::ptr::write(header.add(1) as *mut T, ManuallyDrop::into_inner(payload));
                (*header).rc.set(1);
                (*header).ty.set(ty);
                return Ok(Ref::from_owned(header));
            }
            let inline = core.attrs_offset.get() == 0;
            let header = if inline {
                let size = (HEADER_SIZE + size_of::<T>()).checked_add(extra).ok_or(OutOfMemory)?;
                self.alloc_cell(size)?
            } else {
                self.alloc_with_attrs(core)?
            };
            if inline {
                fill((header.add(1) as *mut T).add(1) as *mut u8);
            } else {
                let layout = MemLayout::from_size_align(extra.max(ALIGN), ALIGN).map_err(|_| OutOfMemory)?;
                let block = alloc(layout);
                if block.is_null() {
                    self.free_cell(header);
                    return Err(OutOfMemory);
                }
                fill(block);
                *((header.add(1) as *mut T).add(1) as *mut *mut u8) = block;
            }
            std::ptr::write(header.add(1) as *mut T, ManuallyDrop::into_inner(payload));
            self.init_header(header, ty, core);
            if !inline {
                (*header).set_flag(flag::OUT_OF_LINE, true);
            }
            Ok(Ref::from_owned(header))
        }
    }

    /// Bytes that contents of variable size may take behind the payload of an object, those in use included.
    ///
    /// # Safety
    /// `header` is a live object of this heap with payload `T` and inline contents.
    pub unsafe fn room<T: Payload>(&self, header: *mut Header) -> usize {
        // SAFETY: by contract.
        unsafe {
            let size = match (*header).flags.get() & flag::LARGE {
                0 => (*page_of(header)).cell as usize,
                _ => (*large_head(header)).size - LARGE_HEAD,
            };
            size.saturating_sub(HEADER_SIZE + size_of::<T>())
        }
    }

    /// Whether an object with payload `T` and this much inline contents lives on a page.
    pub fn is_small<T: Payload>(extra: usize) -> bool {
        extra <= SMALL_MAX.saturating_sub(HEADER_SIZE + size_of::<T>())
    }

    /// Moves a large object to where it has room for `extra` bytes of contents. `None` if the object is not large. On
    /// success the old address is invalid; on failure nothing has changed.
    ///
    /// # Safety
    /// As `room`; the caller holds the only reference to the object, and it has no weak references.
    pub unsafe fn grow_large<T: Payload>(
        &self,
        header: *mut Header,
        extra: usize,
    ) -> Option<Result<*mut Header, OutOfMemory>> {
        // SAFETY: by contract; the head describes the block as it was allocated.
        unsafe {
            if (*header).flags.get() & flag::LARGE == 0 {
                return None;
            }
            let head = large_head(header);
            let Some(total) = (LARGE_HEAD + HEADER_SIZE + size_of::<T>()).checked_add(extra) else {
                return Some(Err(OutOfMemory));
            };
            let (Ok(old), Ok(_)) =
                (MemLayout::from_size_align((*head).size, ALIGN), MemLayout::from_size_align(total, ALIGN))
            else {
                return Some(Err(OutOfMemory));
            };
            let start = std::alloc::realloc(head as *mut u8, old, total);
            if start.is_null() {
                return Some(Err(OutOfMemory));
            }
            let head = start as *mut LargeHead;
            (*head).size = total;
            let header = start.add(LARGE_HEAD) as *mut Header;
            if let Some(slot) = self.large.borrow_mut().get_mut((*head).index.get()) {
                *slot = header;
            }
            Some(Ok(header))
        }
    }

    /// Memory for an object whose type does not exist yet.
    pub fn alloc_bare(&self, size: usize) -> Result<*mut Header, OutOfMemory> {
        self.alloc_cell(size)
    }

    /// Fills memory from `alloc_bare` with an immortal object. `ty` may still be unfilled itself.
    ///
    /// # Safety
    /// `header` came from `alloc_bare` with room for `T`.
    pub unsafe fn init_bare<T: Payload>(&self, header: *mut Header, ty: *mut Header, payload: T) -> Ref<T> {
        // SAFETY: by contract.
        unsafe {
            std::ptr::write(header.add(1) as *mut T, payload);
            let large = (*header).flags.get() & flag::LARGE;
            (*header).flags.set(flag::TRACKED | large);
            if large == 0 {
                (*page_of(header)).idle.set(false);
            }
            (*header).ty.set(ty);
            (*header).immortalize();
            Ref::from_owned(header)
        }
    }

    #[inline(always)]
    unsafe fn init_header(&self, header: *mut Header, ty: *mut Header, core: &TypeCore) {
        // SAFETY: `header` is fresh memory of ours; `ty` is alive.
        unsafe {
            let large = (*header).flags.get() & flag::LARGE;
            (*header).rc.set(1);
            (*header).ty.set(ty);
            if core.is_heap_type {
                (*ty).incref();
            }
            if core.tracked {
                let sequence = self.sequence.get().wrapping_add(1 << flag::REFS_SHIFT);
                self.sequence.set(sequence);
                (*header).flags.set(flag::TRACKED | flag::YOUNG | large | sequence);
                if large == 0 {
                    let page = page_of(header);
                    if !(*page).has_young.get() {
                        self.note_young(page);
                    }
                }
                let n = self.young_count.get() + 1;
                self.young_count.set(n);
                if n > self.threshold.get() {
                    self.over_threshold();
                }
            }
        }
    }

    #[cold]
    #[inline(never)]
    fn note_young(&self, page: *mut Page) {
        // SAFETY: pages live as long as the heap.
        unsafe {
            (*page).has_young.set(true);
            (*page).idle.set(false);
        }
        self.young_pages.borrow_mut().push(page);
    }

    #[cold]
    #[inline(never)]
    fn over_threshold(&self) {
        if self.enabled.get() && self.threshold.get() > 0 {
            self.request(breaker::COLLECT);
        }
    }

    unsafe fn alloc_with_attrs(&self, core: &TypeCore) -> Result<*mut Header, OutOfMemory> {
        let cap = core.inline_cap.get() as usize;
        let values = core.nslots as usize + cap;
        let size = core.attrs_offset.get() as usize + size_of::<AttrHead>() + values * size_of::<Raw>();
        let header = self.alloc_cell(size)?;
        // SAFETY: the cell has `size` bytes.
        unsafe {
            let head = (header as *mut u8).add(core.attrs_offset.get() as usize) as *mut AttrHead;
            std::ptr::write(
                head,
                AttrHead {
                    shape: Cell::new(0),
                    cap: cap as u16,
                    nslots: core.nslots as u16,
                    dict: Cell::new(std::ptr::null_mut()),
                },
            );
            let at = AttrHead::values(head);
            for i in 0..values {
                *at.add(i) = Raw::NULL;
            }
        }
        Ok(header)
    }

    #[inline(always)]
    fn alloc_cell(&self, size: usize) -> Result<*mut Header, OutOfMemory> {
        let class = size.div_ceil(UNIT);
        if class < CLASSES {
            let head = &self.free[class];
            let cell = head.get();
            if !cell.is_null() {
                // SAFETY: a cell on a free list is unused memory of its class.
                unsafe {
                    head.set((*cell).next);
                    (*(cell as *mut Header)).flags.set(0);
                }
                return Ok(cell as *mut Header);
            }
        }
        self.alloc_slow(size, class)
    }

    #[cold]
    #[inline(never)]
    fn alloc_slow(&self, size: usize, class: usize) -> Result<*mut Header, OutOfMemory> {
        if class < CLASSES {
            if !self.more_cells(class) {
                self.new_page(class)?;
                self.more_cells(class);
            }
            return self.alloc_cell(size);
        }
        let total = size.checked_add(LARGE_HEAD).ok_or(OutOfMemory)?;
        let layout = MemLayout::from_size_align(total, ALIGN).map_err(|_| OutOfMemory)?;
        // SAFETY: the size is not zero.
        let start = unsafe { alloc(layout) };
        if start.is_null() {
            return Err(OutOfMemory);
        }
        // SAFETY: `total` bytes are ours.
        unsafe {
            let mut large = self.large.borrow_mut();
            let head = start as *mut LargeHead;
            std::ptr::write(head, LargeHead { heap: self, index: Cell::new(large.len()), size: total, unused: 0 });
            let header = start.add(LARGE_HEAD) as *mut Header;
            large.push(header);
            std::ptr::write(
                header,
                Header { rc: Cell::new(0), flags: Cell::new(flag::LARGE), ty: Cell::new(std::ptr::null_mut()) },
            );
            Ok(header)
        }
    }

    fn new_page(&self, class: usize) -> Result<(), OutOfMemory> {
        let mut spare = self.spare_pages.borrow_mut();
        if spare.is_empty() {
            let layout = MemLayout::from_size_align(PAGE_SIZE * CHUNK_PAGES, PAGE_SIZE).map_err(|_| OutOfMemory)?;
            // SAFETY: the size is not zero.
            let chunk = unsafe { alloc(layout) };
            if chunk.is_null() {
                return Err(OutOfMemory);
            }
            self.chunks.borrow_mut().push(chunk);
            for i in (0..CHUNK_PAGES).rev() {
                // SAFETY: inside of the chunk.
                spare.push(unsafe { chunk.add(i * PAGE_SIZE) } as *mut Page);
            }
        }
        let Some(page) = spare.pop() else { return Err(OutOfMemory) };
        let cell = (class * UNIT) as u32;
        // SAFETY: the page is ours and unused.
        unsafe {
            std::ptr::write(
                page,
                Page { heap: self, cell, cells: Cell::new(0), has_young: Cell::new(false), idle: Cell::new(false) },
            );
        }
        self.newest[class].set(page);
        self.pages.borrow_mut().push(page);
        Ok(())
    }

    /// Makes cells on the newest page of a class; false if it has no room. Few at a time: memory that no object needs is
    /// never touched.
    fn more_cells(&self, class: usize) -> bool {
        let page = self.newest[class].get();
        if page.is_null() {
            return false;
        }
        let cell = class * UNIT;
        // SAFETY: pages live as long as the heap; the new cells lie inside of the page.
        unsafe {
            let made = (*page).cells.get() as usize;
            let all = (PAGE_SIZE - PAGE_HEAD) / cell;
            let more = (BATCH / cell).max(1).min(all - made);
            let mut next = self.free[class].get();
            for i in (made..made + more).rev() {
                let at = (page as *mut u8).add(PAGE_HEAD + i * cell) as *mut FreeCell;
                std::ptr::write(at, FreeCell { next, no_type: std::ptr::null_mut() });
                next = at;
            }
            self.free[class].set(next);
            (*page).cells.set((made + more) as u32);
            more > 0
        }
    }

    /// The heap that an object lives in.
    ///
    /// # Safety
    /// `header` is an object of some heap.
    #[inline(always)]
    pub unsafe fn of<'a>(header: *mut Header) -> &'a Heap {
        // SAFETY: by contract; a heap outlives its objects.
        unsafe {
            if (*header).flags.get() & flag::LARGE == 0 {
                &*(*page_of(header)).heap
            } else {
                &*(*large_head(header)).heap
            }
        }
    }

    /// Drops one reference without freeing; true if it was the last, and the caller must call `dead`.
    ///
    /// # Safety
    /// The caller owns one reference to a live object and gives it up.
    #[inline(always)]
    pub unsafe fn unref(header: *mut Header) -> bool {
        // SAFETY: alive by contract.
        unsafe {
            let rc = (*header).rc.get().wrapping_sub(1);
            (*header).rc.set(rc);
            rc == 0
        }
    }

    /// The last reference is gone: frees the object and whatever dies with it.
    ///
    /// # Safety
    /// The object's count has just reached zero.
    #[inline(never)]
    pub unsafe fn dead(header: *mut Header) {
        // SAFETY: the object is alive until `destroy`; the list is only touched here, never while
        // a reference into it is held.
        unsafe {
            let heap = Heap::of(header);
            if heap.destroy_leaf(header) {
                return;
            }
            let depth = heap.depth.get();
            if depth >= MAX_DEPTH {
                (*heap.dead.get()).push(header);
                return;
            }
            heap.depth.set(depth + 1);
            heap.destroy(header);
            heap.depth.set(depth);
            if depth == 0 && !(*heap.dead.get()).is_empty() {
                heap.drain();
            }
        }
    }

    /// Frees what was too deep to be freed at once. Depth first, in the order of the references, as recursive freeing would
    /// do it.
    #[cold]
    #[inline(never)]
    unsafe fn drain(&self) {
        // SAFETY: objects on the list are alive until `destroy`.
        unsafe {
            let dead = self.dead.get();
            self.depth.set(1);
            (&mut (*dead))[..].reverse();
            while let Some(next) = (*dead).pop() {
                let before = (*dead).len();
                self.destroy(next);
                if (*dead).len() - before > 1 {
                    (&mut (*dead))[before..].reverse();
                }
            }
            self.depth.set(0);
        }
    }

    /// Frees an object that refers to no other. False if it is not of that kind.
    #[inline(always)]
    unsafe fn destroy_leaf(&self, header: *mut Header) -> bool {
        const LEAVES: u64 = set_of(&[Kind::Str, Kind::Bytes, Kind::BigInt, Kind::RangeIter]);
        // SAFETY: as in `destroy`. The tags are those of exact instances: no attributes, no weak references, no `__del__`.
        unsafe {
            let core = (*header).core();
            if LEAVES >> (core.instance_tag & 63) & 1 == 0 {
                return false;
            }
            (core.layout.drop)(header);
            self.free_cell(header);
            true
        }
    }

    #[inline(always)]
    unsafe fn destroy(&self, header: *mut Header) {
        /// Exact instances of these have no attributes and no finaliser, and their types live for ever.
        const PLAIN: u64 = set_of(&[
            Kind::List,
            Kind::Tuple,
            Kind::Dict,
            Kind::Set,
            Kind::FrozenSet,
            Kind::ListIter,
            Kind::TupleIter,
            Kind::StrIter,
            Kind::BoundMethod,
            Kind::Cell,
            Kind::Slice,
            Kind::Traceback,
        ]);
        // SAFETY: the count is zero, so nobody else refers to the object.
        unsafe {
            let core = (*header).core();
            let flags = (*header).flags.get();
            if PLAIN >> (core.instance_tag & 63) & 1 != 0 && flags & flag::WEAKREFS == 0 {
                (core.layout.drop)(header);
                if core.tracked {
                    self.young_count.set((self.young_count.get() - 1).max(0));
                }
                self.free_cell(header);
                return;
            }
            let special = core.has_del.get() || core.layout.needs_finalizer.is_some();
            if (special || flags & flag::WEAKREFS != 0) && !self.last_rites(header, core.layout) {
                return;
            }
            (core.layout.drop)(header);
            if let Some(attrs) = (*header).attrs() {
                drop_attrs(attrs);
            }
            if core.tracked {
                self.young_count.set((self.young_count.get() - 1).max(0));
            }
            let ty = core.is_heap_type.then(|| (*header).ty.get());
            self.free_cell(header);
            if let Some(ty) = ty {
                release(ty);
            }
        }
    }

    /// Finalisers and weak references of a dying object. False if it lives on, waiting for its finaliser.
    #[cold]
    #[inline(never)]
    unsafe fn last_rites(&self, header: *mut Header, layout: &Layout) -> bool {
        // SAFETY: the object is complete; a resurrecting reference is created before it is shared.
        unsafe {
            let needs = (*header).core().has_del.get() || layout.needs_finalizer.is_some_and(|f| f(header));
            if needs && !(*header).has_flag(flag::FINALIZED) {
                (*header).set_flag(flag::FINALIZED, true);
                (*header).rc.set(1);
                let tag = (*header).core().instance_tag;
                let value = Raw { meta: tag as u64, bits: header as u64 }.into_value();
                self.finalizers.borrow_mut().push(value);
                self.request(breaker::FINALIZERS);
                return false;
            }
            if (*header).has_flag(flag::WEAKREFS) {
                self.clear_weakrefs(header);
            }
            true
        }
    }

    /// Registers the function that tells whether a weak reference object has a callback.
    pub fn on_weakref_callback(&self, has_callback: fn(*mut Header) -> bool) {
        self.has_callback.set(Some(has_callback));
    }

    pub(super) fn has_weak_callback(&self, weak: *mut Header) -> bool {
        self.has_callback.get().is_some_and(|has| has(weak))
    }

    /// The callback of a weak reference is due.
    pub(super) fn queue_weakref(&self, weak: Value) {
        self.dead_weakrefs.borrow_mut().push(weak);
    }

    /// Takes the objects that wait for their finaliser, in order of death.
    pub fn take_finalizers(&self) -> Vec<Value> {
        std::mem::take(&mut *self.finalizers.borrow_mut())
    }

    /// Takes the weak references whose callbacks are due, in order.
    pub fn take_dead_weakrefs(&self) -> Vec<Value> {
        std::mem::take(&mut *self.dead_weakrefs.borrow_mut())
    }

    /// Frees the block of a large object.
    #[cold]
    #[inline(never)]
    unsafe fn free_large(&self, header: *mut Header) {
        // SAFETY: as in `free_cell`.
        unsafe {
            let head = large_head(header);
            let (index, size) = ((*head).index.get(), (*head).size);
            let mut large = self.large.borrow_mut();
            let mut hole = index;
            let place = |large: &[*mut Header], at: usize| {
                if let Some(moved) = large.get(at) {
                    (*large_head(*moved)).index.set(at);
                }
            };
            // The last old one fills a hole among the old ones, so that the young ones stay together.
            if let Some(last) = self.large_old.get().checked_sub(1).filter(|last| hole <= *last) {
                self.large_old.set(last);
                large.swap(hole, last);
                place(&large, hole);
                hole = last;
            }
            large.swap_remove(hole);
            place(&large, hole);
            if let Ok(layout) = MemLayout::from_size_align(size, ALIGN) {
                dealloc(head as *mut u8, layout);
            }
        }
    }

    #[inline(always)]
    unsafe fn free_cell(&self, header: *mut Header) {
        // SAFETY: the object was destroyed; its memory is unused from here on.
        unsafe {
            if (*header).flags.get() & flag::LARGE != 0 {
                return self.free_large(header);
            }
            let class = (*page_of(header)).cell as usize / UNIT;
            let cell = header as *mut FreeCell;
            (*cell).next = self.free[class].get();
            (*cell).no_type = std::ptr::null_mut();
            self.free[class].set(cell);
        }
    }

    /// Calls `f` with every live object.
    pub fn for_each(&self, mut f: impl FnMut(*mut Header)) {
        for page in self.pages.borrow().iter() {
            // SAFETY: pages live as long as the heap.
            unsafe { for_each_on_page(*page, &mut f) };
        }
        for header in self.large.borrow().iter() {
            f(*header);
        }
    }
}

/// Owns a heap. Not a `Box`, whose being moved would end the validity of the pages' pointers to the heap.
pub struct OwnedHeap(NonNull<Heap>);

impl Deref for OwnedHeap {
    type Target = Heap;
    #[inline(always)]
    fn deref(&self) -> &Heap {
        // SAFETY: the heap lives until the owner is dropped.
        unsafe { self.0.as_ref() }
    }
}

impl Drop for OwnedHeap {
    fn drop(&mut self) {
        // SAFETY: made by `Heap::new` from a box, and not used again.
        drop(unsafe { Box::from_raw(self.0.as_ptr()) });
    }
}

impl Drop for Heap {
    /// Returns the memory. Objects still alive are not dropped: their destructors could only touch this heap.
    fn drop(&mut self) {
        for chunk in self.chunks.borrow().iter() {
            if let Ok(layout) = MemLayout::from_size_align(PAGE_SIZE * CHUNK_PAGES, PAGE_SIZE) {
                // SAFETY: allocated with this layout in `new_page`.
                unsafe { dealloc(*chunk, layout) };
            }
        }
    }
}

/// Where the contents of a payload made by `alloc_var` are.
///
/// # Safety
/// `payload` was made by `alloc_var`.
#[inline(always)]
pub unsafe fn contents<T: Payload>(payload: *const T) -> *mut u8 {
    // SAFETY: the header precedes the payload; the contents (or their address) follow it.
    unsafe {
        let header = (payload as *const Header).sub(1);
        let at = payload.add(1) as *mut u8;
        if (*header).flags.get() & flag::OUT_OF_LINE == 0 { at } else { *(at as *mut *mut u8) }
    }
}

/// Returns contents kept outside of the object; for the `Drop` of payloads made by `alloc_var`.
///
/// # Safety
/// As `contents`; `extra` is the size given to `alloc_var`, and the contents are not used again.
pub unsafe fn free_contents<T: Payload>(payload: *const T, extra: usize) {
    // SAFETY: by contract.
    unsafe {
        let header = (payload as *const Header).sub(1);
        if (*header).flags.get() & flag::OUT_OF_LINE != 0
            && let Ok(layout) = MemLayout::from_size_align(extra.max(ALIGN), ALIGN)
        {
            dealloc(contents(payload), layout);
        }
    }
}

#[inline(always)]
pub(super) fn page_of(header: *mut Header) -> *mut Page {
    (header as usize & !(PAGE_SIZE - 1)) as *mut Page
}

unsafe fn large_head(header: *mut Header) -> *mut LargeHead {
    // SAFETY: large objects are preceded by their head.
    unsafe { (header as *mut u8).sub(LARGE_HEAD) as *mut LargeHead }
}

/// # Safety
/// `page` is a page of a live heap.
pub(super) unsafe fn for_each_on_page(page: *mut Page, f: &mut impl FnMut(*mut Header)) {
    // SAFETY: cells lie inside of the page; a null type word marks a free one.
    unsafe {
        let (cell, cells) = ((*page).cell as usize, (*page).cells.get() as usize);
        for i in 0..cells {
            let header = (page as *mut u8).add(PAGE_HEAD + i * cell) as *mut Header;
            if !(*header).ty.get().is_null() {
                f(header);
            }
        }
    }
}

/// # Safety
/// `attrs` is the attribute head of an object that is being freed.
unsafe fn drop_attrs(attrs: *const AttrHead) {
    // SAFETY: each non-null word owns one reference.
    unsafe {
        let n = (*attrs).nslots as usize + (*attrs).cap as usize;
        let at = AttrHead::values(attrs);
        for i in 0..n {
            let raw = *at.add(i);
            if raw.is_heap() {
                release(raw.header());
            }
        }
        if !(*attrs).dict.get().is_null() {
            release((*attrs).dict.get());
        }
    }
}
