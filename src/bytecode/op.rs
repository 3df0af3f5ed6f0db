//! The opcode table: the one place where an operation's name, operands, extra words and meaning are listed.
//!
//! The enum, the decoder, `dis`, the verifier and the assembler follow from it. An instruction is one 64-bit
//! word: `op:8 flags:8 a:16 b:16 c:16`, followed by `extra` words (inline caches, or an operand where the line
//! says so). Jump distances are in words, from the word after the instruction and its extra words.
//!
//! Registers: `R[0..nlocals]` are local variables (arguments first, then other variables, cells that are no
//! arguments, preloaded constants); those above are temporaries. In module, class and `exec` code `R[0]` is the namespace
//! mapping. A temporary has one reader: a source operand whose flag bit (`A_TEMP`, `B_TEMP`, `C_TEMP`) is set is
//! *consumed*: its reference is dropped or moved and the register is dead afterwards. Dead temporaries never hold a
//! reference, so a destination may always be overwritten after dropping what it holds. Windows are always
//! consumed.
//!
//! A call window at register `w`: `R[w]` callable, `R[w+1]`, `R[w+2]` room for the frame header, `R[w+3]` self or
//! empty, `R[w+4..]` arguments. The callee's registers start at its first argument (`w+4`, or `w+3` with a self), so
//! arguments are evaluated in place.
//!
//! Operand kinds: `D` destination register, `R` source register (consumed if flagged), `T` source that is only
//! looked at, `M` register read and changed in place, `W` first register of a window of consumed sources, `O` first register of a
//! window of destinations, `N` index into `names`, `V` index of a free variable, `I` signed 16-bit immediate, `U` unsigned number,
//! `J` signed 16-bit jump, `K` 32-bit constant index in b and c, `L` 32-bit jump in b and c, `_` unused.

/// The first source operand's register is a temporary that dies here.
pub const A_TEMP: u8 = 1;
pub const B_TEMP: u8 = 2;
pub const C_TEMP: u8 = 4;
/// Meaning depends on the operation: in-place arithmetic, delegating yield, `raise` with cause, method form of super.
pub const FLAG: u8 = 8;
/// A second such bit: zero-argument super.
pub const FLAG2: u8 = 16;

/// What an operand field means.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Operand {
    None,
    Dest,
    Source,
    Look,
    Modify,
    Window,
    OutWindow,
    Name,
    Free,
    Immediate,
    Number,
    Jump,
    /// 32 bits in b and c.
    Const,
    /// 32 bits in b and c.
    LongJump,
}

macro_rules! operand {
    (_) => {
        Operand::None
    };
    (D) => {
        Operand::Dest
    };
    (R) => {
        Operand::Source
    };
    (T) => {
        Operand::Look
    };
    (M) => {
        Operand::Modify
    };
    (W) => {
        Operand::Window
    };
    (O) => {
        Operand::OutWindow
    };
    (N) => {
        Operand::Name
    };
    (V) => {
        Operand::Free
    };
    (I) => {
        Operand::Immediate
    };
    (U) => {
        Operand::Number
    };
    (J) => {
        Operand::Jump
    };
    (K) => {
        Operand::Const
    };
    (L) => {
        Operand::LongJump
    };
}

macro_rules! opcodes {
    ($($(#[$section:meta])* $name:ident $a:tt $b:tt $c:tt $extra:literal $doc:literal;)*) => {
        /// An operation; see the table in `bytecode/op.rs`.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[repr(u8)]
        pub enum Op { $(#[doc = $doc] $name,)* }

        /// All operations in order of their codes.
        pub const OPS: &[OpInfo] = &[$(OpInfo {
            op: Op::$name,
            name: stringify!($name),
            operands: [operand!($a), operand!($b), operand!($c)],
            extra: $extra,
            doc: $doc,
        },)*];
    };
}

/// A line of the opcode table.
pub struct OpInfo {
    pub op: Op,
    pub name: &'static str,
    pub operands: [Operand; 3],
    /// Words after the instruction: inline cache, or further operands.
    pub extra: u8,
    pub doc: &'static str,
}

opcodes! {
    Nop _ _ _ 0 "nothing";
    LoadConst D K _ 0 "R[a] = constants[bc]";
    Move D R _ 0 "R[a] = R[b]; a temporary moves";
    LoadFastCheck D T _ 0 "R[a] = R[b], UnboundLocalError if local b is unbound";
    CheckBound T _ _ 0 "UnboundLocalError if local a is unbound";
    DeleteFast M _ _ 0 "unbind local a, UnboundLocalError if it is unbound";
    Clear M _ _ 0 "drop R[a] (may be empty already), leaving it empty";
    CheckBoundName T N _ 0 "UnboundLocalError about names[b] if R[a] is empty: variables of comprehensions";

    LoadGlobal D N _ 2 "R[a] = globals or builtins [names[b]]";
    StoreGlobal R N _ 0 "globals[names[b]] = R[a]";
    DeleteGlobal _ N _ 0 "del globals[names[b]]";
    LoadName D N _ 2 "R[a] = names[b] in the namespace R[0], else globals, else builtins";
    StoreName R N _ 2 "R[0][names[b]] = R[a]";
    DeleteName _ N _ 0 "del R[0][names[b]]";
    LoadFromDictOrGlobals D R N 0 "R[a] = names[c] in mapping R[b], else globals, else builtins";
    LoadBuildClass D _ _ 0 "R[a] = builtins.__build_class__";
    LoadAssertionError D _ _ 0 "R[a] = AssertionError";
    LoadNotImplementedError D _ _ 0 "R[a] = NotImplementedError";

    MakeCell M _ _ 0 "R[a] = a new cell holding R[a] (which may be empty)";
    LoadDeref D T _ 0 "R[a] = contents of the cell in R[b], UnboundLocalError if empty";
    StoreDeref R T _ 0 "contents of the cell in R[b] = R[a]";
    DeleteDeref T _ _ 0 "empty the cell in R[a]";
    LoadFree D V _ 0 "R[a] = contents of free variable b's cell, NameError if empty";
    StoreFree R V _ 0 "contents of free variable b's cell = R[a]";
    DeleteFree _ V _ 0 "empty free variable b's cell";
    LoadFreeCell D V _ 0 "R[a] = free variable b's cell itself";
    LoadFromDictOrFree D R V 0 "R[a] = the variable's name in mapping R[b], else contents of free variable c's cell";

    Neg D R _ 0 "R[a] = -R[b]";
    Pos D R _ 0 "R[a] = +R[b]";
    Invert D R _ 0 "R[a] = ~R[b]";
    Not D R _ 0 "R[a] = not R[b]";

    // ORDER BINOP: as `object::slots::BinaryOp`. With FLAG the in-place operator.
    Add D R R 0 "R[a] = R[b] + R[c]";
    Sub D R R 0 "R[a] = R[b] - R[c]";
    Mul D R R 0 "R[a] = R[b] * R[c]";
    MatMul D R R 0 "R[a] = R[b] @ R[c]";
    TrueDiv D R R 0 "R[a] = R[b] / R[c]";
    FloorDiv D R R 0 "R[a] = R[b] // R[c]";
    Mod D R R 0 "R[a] = R[b] % R[c]";
    Pow D R R 0 "R[a] = R[b] ** R[c]";
    LShift D R R 0 "R[a] = R[b] << R[c]";
    RShift D R R 0 "R[a] = R[b] >> R[c]";
    And D R R 0 "R[a] = R[b] & R[c]";
    Or D R R 0 "R[a] = R[b] | R[c]";
    Xor D R R 0 "R[a] = R[b] ^ R[c]";
    AddI D R I 0 "R[a] = R[b] + c, c in the small-int pool; with FLAG in place";
    SubI D R I 0 "R[a] = R[b] - c, c in the small-int pool; with FLAG in place";

    // ORDER COMPARE: as `object::slots::CompareOp`, here and in the four groups of jumps.
    Lt D R R 0 "R[a] = R[b] < R[c]";
    Le D R R 0 "R[a] = R[b] <= R[c]";
    Eq D R R 0 "R[a] = R[b] == R[c]";
    Ne D R R 0 "R[a] = R[b] != R[c]";
    Gt D R R 0 "R[a] = R[b] > R[c]";
    Ge D R R 0 "R[a] = R[b] >= R[c]";
    Is D R R 0 "R[a] = R[b] is R[c]";
    IsNot D R R 0 "R[a] = R[b] is not R[c]";
    In D R R 0 "R[a] = R[b] in R[c]";
    NotIn D R R 0 "R[a] = R[b] not in R[c]";

    JumpLt R R J 0 "jump if R[a] < R[b] is true";
    JumpLe R R J 0 "jump if R[a] <= R[b] is true";
    JumpEq R R J 0 "jump if R[a] == R[b] is true";
    JumpNe R R J 0 "jump if R[a] != R[b] is true";
    JumpGt R R J 0 "jump if R[a] > R[b] is true";
    JumpGe R R J 0 "jump if R[a] >= R[b] is true";
    JumpNotLt R R J 0 "jump if R[a] < R[b] is false";
    JumpNotLe R R J 0 "jump if R[a] <= R[b] is false";
    JumpNotEq R R J 0 "jump if R[a] == R[b] is false";
    JumpNotNe R R J 0 "jump if R[a] != R[b] is false";
    JumpNotGt R R J 0 "jump if R[a] > R[b] is false";
    JumpNotGe R R J 0 "jump if R[a] >= R[b] is false";
    JumpLtI R I J 0 "jump if R[a] < b is true";
    JumpLeI R I J 0 "jump if R[a] <= b is true";
    JumpEqI R I J 0 "jump if R[a] == b is true";
    JumpNeI R I J 0 "jump if R[a] != b is true";
    JumpGtI R I J 0 "jump if R[a] > b is true";
    JumpGeI R I J 0 "jump if R[a] >= b is true";
    JumpNotLtI R I J 0 "jump if R[a] < b is false";
    JumpNotLeI R I J 0 "jump if R[a] <= b is false";
    JumpNotEqI R I J 0 "jump if R[a] == b is false";
    JumpNotNeI R I J 0 "jump if R[a] != b is false";
    JumpNotGtI R I J 0 "jump if R[a] > b is false";
    JumpNotGeI R I J 0 "jump if R[a] >= b is false";
    JumpIs R R J 0 "jump if R[a] is R[b]";
    JumpIsNot R R J 0 "jump if R[a] is not R[b]";
    JumpIfNone R L _ 0 "jump if R[a] is None";
    JumpIfNotNone R L _ 0 "jump if R[a] is not None";
    Jump _ L _ 0 "jump; backwards it polls the eval breaker, as all backward jumps do";
    JumpIfTrue R L _ 0 "jump if R[a] is true";
    JumpIfFalse R L _ 0 "jump if R[a] is false";
    JumpIfTrueOrDrop M L _ 0 "jump if R[a] is true and keep it, else drop it";
    JumpIfFalseOrDrop M L _ 0 "jump if R[a] is false and keep it, else drop it";

    GetItem D R R 0 "R[a] = R[b][R[c]]";
    SetItem R R R 0 "R[a][R[b]] = R[c]";
    DelItem R R _ 0 "del R[a][R[b]]";
    LoadAttr D R N 4 "R[a] = R[b].names[c]";
    StoreAttr R N R 3 "R[a].names[b] = R[c]";
    DeleteAttr R N _ 0 "del R[a].names[b]";
    LoadMethod O R N 4 "R[a], R[a+3] = function and self of R[b].names[c], or the attribute and empty";
    LoadSuperAttr D W N 0 "R[a] = super(R[b+1], R[b+2]).names[c], R[b] being the global `super`; FLAG: method form (as LoadMethod); FLAG2: written super()";
    LoadSpecial O T U 0 "method form of a special method of R[b], looked up on its type: c = 0 __enter__, 1 __exit__, 2 __aenter__, 3 __aexit__";

    Call W U D 1 "R[c] = R[a](b arguments from R[a+4]); R[a+3] is ignored";
    CallMethod W U D 1 "R[c] = R[a]([R[a+3] if not empty], b arguments from R[a+4])";
    CallKw W U D 1 "with FLAG R[a+3] is ignored; as CallMethod with b arguments, the last ones by keyword; the extra word is the constant index of the names' tuple";
    CallEx W U D 1 "with FLAG R[a+3] is ignored; R[c] = R[a](*R[a+4], **R[a+5]); b = 1 if R[a+5] is a dict built by DictMerge, else R[a+5] is ignored";
    Return R _ _ 0 "return R[a] (linking puts nlocals into b)";
    ReturnConst _ K _ 0 "return constants[bc] (linking puts nlocals into a)";
    Yield D R T 0 "yield R[b], R[a] = the value sent; with FLAG on behalf of the iterator R[c] (see Send)";

    GetIter D R _ 0 "R[a] = iter(R[b])";
    ForIter M D J 0 "R[b] = next(R[a]); when exhausted drop R[a] and jump";
    ForLoop M D J 0 "R[b] = next(R[a]) and jump (back to the body); when exhausted drop R[a] and go on";
    GetYieldFromIter D R _ 0 "R[a] = R[b] if it is a generator (or coroutine where that is allowed), else iter(R[b])";
    GetAwaitable D R U 0 "R[a] = the awaitable's iterator; c = 1 after __aenter__, 2 after __aexit__ (for the message)";
    GetAiter D R _ 0 "R[a] = R[b].__aiter__()";
    GetAnext D T _ 0 "R[a] = awaitable of R[b].__anext__()";
    Send D T R 1 "send R[c] into R[b]: R[a] = the value yielded; on return R[a] = its value and jump by the extra word. The next two instructions are `Yield` with FLAG and a jump back to this one";
    EndAsyncFor R _ _ 0 "drop R[a] if it is StopAsyncIteration, else raise it again";

    UnpackSequence O R U 0 "R[a..a+c] = the c items of R[b]";
    UnpackEx O R U 1 "R[a..] = the first c items of R[b], a list of the middle, and as many last items as the extra word says";
    BuildTuple D W U 0 "R[a] = (R[b], .. c items)";
    BuildList D W U 0 "R[a] = [R[b], .. c items]";
    BuildSet D W U 0 "R[a] = {R[b], .. c items}";
    BuildMap D W U 0 "R[a] = {R[b]: R[b+1], .. c pairs}";
    BuildString D W U 0 "R[a] = the c str objects from R[b] joined";
    BuildSlice D W U 0 "R[a] = slice(R[b], R[b+1][, R[b+2]]), c = 2 or 3";
    ListAppend T R _ 0 "R[a].append(R[b]) for a list being built";
    SetAdd T R _ 0 "R[a].add(R[b]) for a set being built";
    MapAdd T R R 0 "R[a][R[b]] = R[c] for a dict being built";
    ListExtend T R _ 0 "R[a].extend(R[b]): `*` in a display or call";
    SetUpdate T R _ 0 "R[a].update(R[b])";
    DictUpdate T R _ 0 "R[a].update(R[b]): `**` in a display";
    DictMerge T R T 0 "as DictUpdate for call arguments; duplicate keys are a TypeError that names the callable R[c]";
    ListToTuple D R _ 0 "R[a] = tuple(R[b])";
    FormatSimple D R _ 0 "R[a] = format(R[b], '')";
    FormatSpec D R R 0 "R[a] = format(R[b], R[c])";
    Convert D R U 0 "R[a] = str, repr or ascii of R[b], c = 1, 2, 3";
    BuildInterpolation D W _ 0 "R[a] = Interpolation(R[b] value, R[b+1] expression, R[b+2] conversion, R[b+3] format spec)";
    BuildTemplate D R R 0 "R[a] = Template of the tuple of strings R[b] and the tuple of interpolations R[c]";

    MakeFunction D K _ 0 "R[a] = function of the code constants[bc]";
    SetFunctionAttr T R U 0 "set R[b] on function R[a]: c = 1 defaults, 2 keyword defaults, 3 annotate, 4 closure, 5 type parameters";
    ImportName D N W 0 "R[a] = __import__(names[b], globals, locals, fromlist R[c+1], level R[c])";
    ImportFrom D T N 0 "R[a] = attribute or submodule names[c] of module R[b]";
    ImportStar R _ _ 0 "bind the public names of module R[a] in the namespace R[0]";

    Raise R R _ 0 "raise R[a]; with FLAG from R[b]";
    RaiseCurrent _ _ _ 0 "raise the exception being handled again";
    Reraise R _ _ 0 "go on raising exception R[a], its traceback and context as they are";
    PushExc T D _ 0 "R[b] = the exception being handled so far (or None); R[a] is being handled now";
    PopExc R _ _ 0 "R[a] is being handled again (or nothing, if None)";
    ExcMatch D T R 0 "R[a] = whether exception R[b] matches the class or tuple R[c]";
    ExcGroupMatch O T R 0 "R[a], R[a+1] = the part of R[b] that matches R[c], and the rest; None for nothing";
    PrepReraiseStar D T R 0 "R[a] = what is to be raised after `except*` clauses: R[b] the original, R[c] the list of results; or None";
    ExcInfo O T _ 0 "R[a..a+3] = type, value and traceback of exception R[b]";

    GetLen D T _ 0 "R[a] = len(R[b])";
    MatchSequence D T _ 0 "R[a] = whether R[b] can match a sequence pattern";
    MatchMapping D T _ 0 "R[a] = whether R[b] can match a mapping pattern";
    MatchKeys D T R 0 "R[a] = tuple of R[b]'s values for the tuple of keys R[c], or None if one is missing";
    MatchRest D T R 0 "R[a] = dict(R[b]) without the keys in tuple R[c]";
    MatchClass D T W 1 "R[a] = tuple of attributes of R[b] for class R[c] and keyword names R[c+1], None if it does not match; the extra word is the number of positional patterns";

    PrintExpr R _ _ 0 "sys.displayhook(R[a])";
    SetupAnnotations _ _ _ 0 "R[0]['__annotations__'] = {} unless it is there";
    TypeParam D W U 0 "R[a] = type parameter or alias made from the window R[b..]: see `bytecode::TypeParamKind` for c";
}

/// The `c` operand of `TypeParam`, with what its window holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u16)]
pub enum TypeParamKind {
    /// name, lazy bound function or None, lazy constraints function or None, lazy default function or None
    TypeVar = 0,
    /// name, None, None, default
    ParamSpec,
    /// name, None, None, default
    TypeVarTuple,
    /// name, tuple of type parameters or None, lazy value function
    Alias,
    /// tuple of type parameters: gives `Generic[...]`
    Generic,
}

impl Op {
    /// The operation with this code.
    #[inline]
    pub fn decode(code: u8) -> Option<Op> {
        OPS.get(code as usize).map(|info| info.op)
    }

    #[inline]
    pub fn info(self) -> &'static OpInfo {
        &OPS[self as usize]
    }
}

/// Builds an instruction word.
#[inline]
pub const fn encode(op: Op, flags: u8, a: u16, b: u16, c: u16) -> u64 {
    op as u64 | (flags as u64) << 8 | (a as u64) << 16 | (b as u64) << 32 | (c as u64) << 48
}

/// Builds an instruction word with a 32-bit operand in b and c.
#[inline]
pub const fn encode_wide(op: Op, flags: u8, a: u16, bc: u32) -> u64 {
    op as u64 | (flags as u64) << 8 | (a as u64) << 16 | (bc as u64) << 32
}
