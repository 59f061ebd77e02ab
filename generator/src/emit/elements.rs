//! `elements.rs`: how values look in XML.

use proc_macro2::TokenStream;
use quote::quote;

use crate::rust::{ElementMember, ElementShape, Elements, XmlName, XmlPlace};

use super::SourceFile;

/// The file of the statics about XML.
pub(super) fn file(elements: &Elements) -> SourceFile {
    let records = elements.shapes.iter().map(|(_, shape)| shape);
    let has_members = records
        .clone()
        .any(|shape| matches!(shape, ElementShape::Record(members, _) if !members.is_empty()));
    let members = has_members.then(|| quote!(Member, Place,));
    let mut items = vec![quote!(use crate::runtime::xml::{Element, Name, #members Shape};)];
    for (ident, name, shape) in &elements.roots {
        let name = self::name(name);
        items.push(quote!(pub(crate) static #ident: Element = Element { name: #name, shape: &#shape };));
    }
    for (ident, shape) in &elements.shapes {
        let shape = self::shape(shape);
        items.push(quote!(pub(crate) static #ident: Shape = #shape;));
    }
    SourceFile {
        path: "src/elements.rs".to_owned(),
        docs: vec!["How values look in XML: which members are elements, attributes or text.".to_owned()],
        attributes: Vec::new(),
        items,
    }
}

fn name(name: &XmlName) -> TokenStream {
    let XmlName {
        local,
        prefix,
        namespace,
    } = name;
    if prefix.is_empty() && namespace.is_empty() {
        quote!(Name::local(#local))
    } else {
        quote!(Name { local: #local, prefix: #prefix, namespace: #namespace })
    }
}

/// A shape as a value.
fn shape(shape: &ElementShape) -> TokenStream {
    match shape {
        // Statics are referred to, never copied; see `reference`.
        ElementShape::Named(ident) => quote!(#ident),
        ElementShape::Text => quote!(Shape::Text),
        ElementShape::Number => quote!(Shape::Number),
        ElementShape::Bool => quote!(Shape::Bool),
        ElementShape::Any => quote!(Shape::Any),
        ElementShape::List(item, shape) => {
            let (item, shape) = (name(item), reference(shape));
            quote!(Shape::List(#item, #shape))
        }
        ElementShape::Record(members, rest) => {
            let members = members.iter().map(member);
            let rest = if let Some(rest) = rest {
                let rest = reference(rest);
                quote!(Some(#rest))
            } else {
                quote!(None)
            };
            quote!(Shape::Record(&[#(#members),*], #rest))
        }
    }
}

fn reference(shape: &ElementShape) -> TokenStream {
    let shape = self::shape(shape);
    quote!(&#shape)
}

fn member(member: &ElementMember) -> TokenStream {
    let key = &member.key;
    let (name, shape) = (name(&member.name), reference(&member.shape));
    let place = match member.place {
        XmlPlace::Element => quote!(Place::Element),
        XmlPlace::Attribute => quote!(Place::Attribute),
        XmlPlace::Content => quote!(Place::Content),
        XmlPlace::Items { required } => quote!(Place::Items { required: #required }),
    };
    quote!(Member { key: #key, name: #name, place: #place, shape: #shape })
}
