// kiln-runtime: support code, copied unchanged into generated crates.
//! Lists, maps, boxes, references and values that may be null.
//!
//! A map keeps the last of equal keys. An `Option` outside of a record's slot is a value or null.

use std::collections::BTreeMap;

use super::{DecodeError, FromJson, ReadItem, Reader, ToJson, WriteItem, Writer};

impl<T: FromJson> FromJson for Option<T> {
    fn read(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        if r.peek() == Some(b'n') {
            r.null().map(|()| None)
        } else {
            T::read(r).map(Some)
        }
    }
}

impl<T: ToJson> ToJson for Option<T> {
    fn write(&self, w: &mut Writer) {
        match self {
            Some(value) => value.write(w),
            None => w.null(),
        }
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T: FromJson> FromJson for Box<T> {
    fn read(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        T::read(r).map(Self::new)
    }
}

impl<T: ToJson + ?Sized> ToJson for Box<T> {
    fn write(&self, w: &mut Writer) {
        (**self).write(w);
    }

    fn is_absent(&self) -> bool {
        (**self).is_absent()
    }
}

impl<T: ToJson + ?Sized> ToJson for &T {
    fn write(&self, w: &mut Writer) {
        (**self).write(w);
    }

    fn is_absent(&self) -> bool {
        (**self).is_absent()
    }
}

impl<T: FromJson> FromJson for Vec<T> {
    fn read(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let mut items = Self::new();
        r.list(&mut items)?;
        Ok(items)
    }
}

impl<T: FromJson> ReadItem for Vec<T> {
    fn read_item(&mut self, r: &mut Reader<'_>) -> Result<(), DecodeError> {
        self.push(T::read(r)?);
        Ok(())
    }
}

impl<T: ToJson> ToJson for Vec<T> {
    fn write(&self, w: &mut Writer) {
        w.list(self);
    }
}

impl<T: ToJson> WriteItem for Vec<T> {
    fn item(&self, index: usize) -> Option<&dyn ToJson> {
        self.get(index).map(|item| item as &dyn ToJson)
    }
}

impl<T: ToJson> ToJson for [T] {
    fn write(&self, w: &mut Writer) {
        w.list(&self);
    }
}

impl<T: ToJson> WriteItem for &[T] {
    fn item(&self, index: usize) -> Option<&dyn ToJson> {
        self.get(index).map(|item| item as &dyn ToJson)
    }
}

impl<T: FromJson> FromJson for BTreeMap<String, T> {
    fn read(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let mut map = Self::new();
        r.object(&mut |r, key| {
            map.insert(key.to_owned(), T::read(r)?);
            Ok(())
        })?;
        Ok(map)
    }
}

impl<T: ToJson> ToJson for BTreeMap<String, T> {
    fn write(&self, w: &mut Writer) {
        w.map(self);
    }
}
