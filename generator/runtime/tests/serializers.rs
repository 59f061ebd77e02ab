//! Serializers with habits of their own: the shells read on where they were, whatever a serializer does
//! with the values that it is shown.

use kiln_runtime::json::{self, Value};
use serde::de::value::Error;
use serde::ser::{Error as _, Impossible, Serialize, SerializeSeq, Serializer};

/// Leaves out the first of every three items, takes the second twice and the third once.
struct Habits;

#[derive(Default)]
struct Items {
    index: usize,
    taken: Vec<String>,
}

impl SerializeSeq for Items {
    type Ok = String;
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(
        &mut self,
        item: &T,
    ) -> Result<(), Error> {
        for _ in 0..[0, 2, 1][self.index % 3] {
            self.taken.push(item.serialize(Habits)?);
        }
        self.index += 1;
        Ok(())
    }

    fn end(self) -> Result<String, Error> {
        Ok(format!("[{}]", self.taken.join(" ")))
    }
}

macro_rules! unused {
    ($($name:ident($($argument:ty),*) -> $result:ty;)*) => {
        $(fn $name(self, $(_: $argument),*) -> Result<$result, Error> {
            Err(Error::custom(stringify!($name)))
        })*
    };
}

macro_rules! unused_generic {
    ($($name:ident($($argument:ty),*);)*) => {
        $(fn $name<T: Serialize + ?Sized>(self, $(_: $argument,)* _: &T) -> Result<String, Error> {
            Err(Error::custom(stringify!($name)))
        })*
    };
}

type Unused = Impossible<String, Error>;

impl Serializer for Habits {
    type Ok = String;
    type Error = Error;
    type SerializeSeq = Items;
    type SerializeTuple = Unused;
    type SerializeTupleStruct = Unused;
    type SerializeTupleVariant = Unused;
    type SerializeMap = Unused;
    type SerializeStruct = Unused;
    type SerializeStructVariant = Unused;

    fn serialize_i64(self, value: i64) -> Result<String, Error> {
        Ok(value.to_string())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Items, Error> {
        Ok(Items::default())
    }

    unused! {
        serialize_bool(bool) -> String;
        serialize_i8(i8) -> String;
        serialize_i16(i16) -> String;
        serialize_i32(i32) -> String;
        serialize_u8(u8) -> String;
        serialize_u16(u16) -> String;
        serialize_u32(u32) -> String;
        serialize_u64(u64) -> String;
        serialize_f32(f32) -> String;
        serialize_f64(f64) -> String;
        serialize_char(char) -> String;
        serialize_str(&str) -> String;
        serialize_bytes(&[u8]) -> String;
        serialize_none() -> String;
        serialize_unit() -> String;
        serialize_unit_struct(&'static str) -> String;
        serialize_unit_variant(&'static str, u32, &'static str) -> String;
        serialize_tuple(usize) -> Unused;
        serialize_tuple_struct(&'static str, usize) -> Unused;
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> Unused;
        serialize_map(Option<usize>) -> Unused;
        serialize_struct(&'static str, usize) -> Unused;
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> Unused;
    }

    unused_generic! {
        serialize_some();
        serialize_newtype_struct(&'static str);
        serialize_newtype_variant(&'static str, u32, &'static str);
    }
}

#[test]
fn a_value_may_be_left_out_or_taken_twice() -> Result<(), Error> {
    let text = b"[0,[1,2,3,[4]],[5,[6,7],8],[9,[9]],[10,11],12]";
    let value: Value = json::from_slice(text).expect("JSON");
    let expected = "[[2 2 3] [2 2 3] [[7 7] [7 7] 8] [11 11] [11 11] 12]";
    assert_eq!(value.serialize(Habits)?, expected);
    Ok(())
}

#[test]
fn an_error_of_the_serializer_comes_back() {
    let value: Value = json::from_slice(b"[0,[1,true]]").expect("JSON");
    let error = value.serialize(Habits).expect_err("no booleans");
    assert_eq!(error.to_string(), "serialize_bool");
}
