//! Pages without exactly one document.

use insta::assert_snapshot;

use super::refused;

#[test]
fn a_page_without_a_document() {
    let text = "# Title\n\n```yaml\npaths: {}\n```\n\n~~~json\n{\"a\": \"openapi\"}\n~~~\n";
    assert_snapshot!(refused("page.md", text), @"
    error[K0007]: the page holds no OpenAPI document
     --> page.md:3:1
      |
    3 | ```yaml
      | ^^^^^^^ this block has no `openapi` key
    ...
    7 | ~~~json
      | ------- nor has this one
      |
      = help: pass the document itself, or a page with one block
    ");
    assert_snapshot!(refused("page.mdx", "---\nopenapi: post /browsers\n---\n"), @"
    error[K0007]: the page holds no OpenAPI document
     --> page.mdx:1:1
      |
    1 | ---
      | ^^^ no fenced block follows
      |
      = help: pass the document itself, or a page with one block
    ");
}

#[test]
fn a_page_with_two_documents() {
    let text = "```yaml\nopenapi: 3.1.0\n```\n\n```json\n{\"swagger\": \"2.0\"}\n```\n";
    assert_snapshot!(refused("page.md", text), @"
    error[K0007]: the page holds several OpenAPI documents
     --> page.md:5:1
      |
    1 | ```yaml
      | ------- the first one
    ...
    5 | ```json
      | ^^^^^^^ the second one
      |
      = help: pass the document itself, or a page with one block
    ");
}

#[test]
fn a_page_whose_document_is_invalid() {
    let text = "# Title\n\n````yaml info\nopenapi: 3.1.0\ninfo: [\n````\n\n# End\n";
    assert_snapshot!(refused("page.md", text), @"
    error[K0003]: unclosed bracket '['
     --> page.md:5:7
      |
    5 | info: [
      |       ^ the parser stopped here
      |
      = pointer: #/info/0
      = help: correct the marked place
    ");
}
