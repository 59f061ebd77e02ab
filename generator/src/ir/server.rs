//! Where an API can be reached.

/// A base URL, or a template of base URLs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    /// The URL, its variables replaced by their defaults.
    pub url: String,
    /// What the document calls it.
    pub name: Option<String>,
    /// What it is for.
    pub description: Option<String>,
    /// The URL taken apart.
    pub pieces: Vec<ServerPiece>,
    /// The variables that the URL has, in the document's order.
    pub variables: Vec<ServerVariable>,
}

/// A piece of the URL of a server.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum ServerPiece {
    /// A text.
    Text(String),
    /// A variable: an index into [`Server::variables`].
    Variable(usize),
}

/// A variable in the URL of a server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerVariable {
    /// The name.
    pub name: String,
    /// The value that is taken unless the caller gives another one; one of the values, where they are listed.
    pub default: String,
    /// The values that are possible, each once; none if any is.
    pub values: Vec<String>,
    /// What it is for.
    pub description: Option<String>,
}

/// The server that an operation has for itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnServer {
    /// A URL, a path at the root of the API's server (with a slash before it), or one below that server's own path
    /// (without); in each, `{name}` stands for a variable.
    pub url: String,
    /// The variables that it has in common with the servers of the document, and their defaults.
    pub variables: Vec<(String, String)>,
    /// The further servers of the operation, as the document writes them.
    pub others: Vec<String>,
}

impl Server {
    /// The URL as the document writes it, with its variables in braces.
    #[must_use]
    pub fn template(&self) -> String {
        let piece = |piece: &ServerPiece| match piece {
            ServerPiece::Text(text) => text.clone(),
            ServerPiece::Variable(index) => format!("{{{}}}", self.variables[*index].name),
        };
        self.pieces.iter().map(piece).collect()
    }

    /// Whether it is relative to where the document is served, whatever its variables are.
    #[must_use]
    pub fn is_relative(&self) -> bool {
        match self.pieces.first() {
            None => true,
            Some(ServerPiece::Text(text)) => !text.contains("://"),
            Some(ServerPiece::Variable(_)) => false,
        }
    }
}

impl super::Api {
    /// The servers that callers choose from; none where there is nothing to choose.
    #[must_use]
    pub fn choice_of_servers(&self) -> Vec<&Server> {
        let absolute: Vec<&Server> = self.servers.iter().filter(|server| !server.is_relative()).collect();
        match absolute.as_slice() {
            [only] if only.variables.is_empty() => Vec::new(),
            _ => absolute,
        }
    }
}
