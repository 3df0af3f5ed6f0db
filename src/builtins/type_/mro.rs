//! The method resolution order: C3 linearisation, and classes whose metaclass has its own `mro`.

use crate::gc::{Ref, Value};
use crate::object::slots::PyResult;
use crate::object::ty::Type;
use crate::vm::Vm;

impl Vm {
    /// The C3 linearisation of a class: the class, then the merge of its bases' MROs and the list of bases.
    pub fn linearize(&mut self, ty: &Ref<Type>) -> PyResult<Vec<Ref<Type>>> {
        let bases = ty.get(self).bases.clone();
        if let [base] = &bases[..] {
            let mut mro = vec![ty.clone()];
            mro.extend(base.get(self).mro.iter().cloned());
            return Ok(mro);
        }
        for (i, base) in bases.iter().enumerate() {
            if bases.iter().take(i).any(|b| b.ptr_eq(base)) {
                let name = base.get(self).name.to_lossy().into_owned();
                return Err(self.type_error(format!("duplicate base class {name}")));
            }
        }
        // Each list with the position of its head; a class that stands behind the head of a list must wait.
        let mut lists: Vec<(Vec<Ref<Type>>, usize)> = bases.iter().map(|b| (b.get(self).mro.clone(), 0)).collect();
        lists.push((bases, 0));
        let mut mro = vec![ty.clone()];
        loop {
            let heads = lists.iter().filter_map(|(list, at)| list.get(*at));
            let waits =
                |class: &Ref<Type>| lists.iter().any(|(list, at)| list.iter().skip(at + 1).any(|t| t.ptr_eq(class)));
            let mut left = false;
            let next = heads.inspect(|_| left = true).find(|class| !waits(class)).cloned();
            let Some(next) = next else {
                return if left { Err(self.mro_error(&lists)) } else { Ok(mro) };
            };
            for (list, at) in &mut lists {
                if list.get(*at).is_some_and(|head| head.ptr_eq(&next)) {
                    *at += 1;
                }
            }
            mro.push(next);
        }
    }

    /// Names the classes that still compete for the next place.
    #[cold]
    fn mro_error(&mut self, lists: &[(Vec<Ref<Type>>, usize)]) -> crate::object::Raised {
        let mut heads: Vec<&Ref<Type>> = Vec::new();
        for head in lists.iter().filter_map(|(list, at)| list.get(*at)) {
            if !heads.iter().any(|h| h.ptr_eq(head)) {
                heads.push(head);
            }
        }
        let names: Vec<String> = heads.iter().map(|h| h.get(self).name.to_lossy().into_owned()).collect();
        let text = format!("Cannot create a consistent method resolution order (MRO) for bases {}", names.join(", "));
        self.type_error(text)
    }

    /// Computes a class's MRO, through the metaclass's `mro` where it has its own.
    pub fn compute_mro(&mut self, ty: &Ref<Type>) -> PyResult<Vec<Ref<Type>>> {
        let value = ty.to_value();
        let meta = self.type_of(&value).clone();
        if meta.ptr_eq(&self.types.type_) {
            return self.linearize(ty);
        }
        let name = self.names.mro.clone();
        let default = self.types.type_.clone();
        let mine = self.lookup(&meta, &name);
        if let (Some(mine), Some(default)) = (&mine, &self.lookup(&default, &name))
            && mine.is(default)
        {
            return self.linearize(ty);
        }
        let Some(result) = self.call_special(&value, &name, &[])? else { return self.linearize(ty) };
        let solid = crate::builtins::object_::layout::solid_base(self, ty);
        let mut mro = Vec::new();
        for class in self.collect(&result)? {
            let Some(class) = class.downcast::<Type>() else {
                let ty = self.type_name(&class);
                return Err(self.type_error(format!("mro() returned a non-class ('{ty}')")));
            };
            let theirs = crate::builtins::object_::layout::solid_base(self, class);
            // A class being made has no MRO yet, so its chain of bases is what can be compared.
            if !self.is_base_of(&theirs, &solid) {
                let name = class.get(self).name.to_lossy().into_owned();
                return Err(self.type_error(format!("mro() returned base with unsuitable layout ('{name}')")));
            }
            mro.push(class.clone());
        }
        Ok(mro)
    }

    /// Whether `base` is `ty` or in its chain of layout bases.
    fn is_base_of(&self, base: &Ref<Type>, ty: &Ref<Type>) -> bool {
        let mut at = Some(ty.clone());
        while let Some(ty) = at {
            if ty.ptr_eq(base) {
                return true;
            }
            at = ty.get(self).base.clone();
        }
        false
    }
}

/// `type.mro()`
pub fn type_mro(vm: &mut Vm, args: &[Value]) -> PyResult {
    let ty = vm.arg::<Type>(args, 0)?.clone();
    let mro = vm.linearize(&ty)?;
    vm.new_list(mro.into_iter().map(Ref::into_value).collect())
}
