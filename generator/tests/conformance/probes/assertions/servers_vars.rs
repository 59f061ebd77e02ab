#[test]
fn the_defaults_of_the_variables_are_in_the_base_url() {
    assert!(source!("client.rs").contains("\"https://prod.x.test:443\""));
}
