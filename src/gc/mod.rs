//! The memory of an interpreter: tagged values, reference counts, the object heap and the cycle collector.
//!
//! This is the unsafe island: everything that touches an object's header, its count or its storage is here.
//! It knows how big an object is and how to visit what the object holds (its `Layout`), never what the
//! object means. Python code is never run from here: finalisers and weakref callbacks are queued for the
//! VM, which runs them at the next instruction boundary.

mod collect;
mod header;
mod heap;
mod object;
mod trace;
mod value;
mod weak;

pub use collect::{CollectStats, Garbage, Generation, trace_object};
pub use header::{AttrHead, Header, IMMORTAL, Kind, Layout, TypeCore, flag, release};
pub use heap::{Heap, OutOfMemory, OwnedHeap, breaker, contents, free_contents};
pub use object::{Frozen, Payload, Ref};
pub use trace::{Trace, Visitor};
pub use value::{Raw, STAMP_UNIT, Tag, Value, tag};
pub use weak::WeakLink;
