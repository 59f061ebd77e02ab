//! How requests that the service makes are signed.

/// How requests that the service makes are signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Signature {
    /// A header has a code of the body.
    Body {
        /// The code.
        code: SignatureCode,
        /// What stands before the code.
        prefix: String,
    },
    /// A header has a code of a time and the body.
    Timed {
        /// The code.
        code: SignatureCode,
        /// Where the code and the time are.
        form: TimedForm,
        /// What is signed before the time.
        before: String,
        /// What is signed between the time and the body.
        between: String,
        /// How many seconds the time may be from that of the receiver.
        tolerance: u64,
    },
    /// As Standard Webhooks has it: id, time and body are signed together.
    Standard {
        /// The header with the id.
        id: String,
        /// The header with the time.
        timestamp: String,
        /// The header with the signatures.
        signature: String,
    },
}

/// A code that only those who know the secret can make.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignatureCode {
    /// The header that has it.
    pub header: String,
    /// The hash that it is made with.
    pub hash: SignatureHash,
    /// How it is written.
    pub encoding: SignatureEncoding,
}

/// Where a code and its time are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TimedForm {
    /// The time has a header of its own.
    Apart {
        /// The header with the seconds since 1970.
        timestamp: String,
        /// What stands before the code.
        prefix: String,
    },
    /// Both are in one header, as names with values.
    Pairs {
        /// The name of the seconds since 1970.
        timestamp: String,
        /// The name of a code.
        code: String,
    },
}

/// The hash of an HMAC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignatureHash {
    /// SHA-1.
    Sha1,
    /// SHA-256.
    Sha256,
    /// SHA-512.
    Sha512,
}

/// How a code is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignatureEncoding {
    /// Hexadecimal digits.
    Hex,
    /// Base64 with padding.
    Base64,
}

impl Signature {
    /// How far the time of a request may be from ours where nothing else is said: five minutes.
    pub const TOLERANCE: u64 = 300;

    /// That of Standard Webhooks, with headers that begin so.
    #[must_use]
    pub fn standard(prefix: &str) -> Self {
        let header = |name: &str| format!("{prefix}{name}");
        Self::Standard {
            id: header("id"),
            timestamp: header("timestamp"),
            signature: header("signature"),
        }
    }

    /// That of a service that is known by its name.
    #[must_use]
    pub fn of_service(name: &str) -> Option<Self> {
        let code = |header: &str| SignatureCode {
            header: header.to_owned(),
            hash: SignatureHash::Sha256,
            encoding: SignatureEncoding::Hex,
        };
        let timed = |header, form, before: &str, between: &str| Self::Timed {
            code: code(header),
            form,
            before: before.to_owned(),
            between: between.to_owned(),
            tolerance: Self::TOLERANCE,
        };
        Some(match name {
            "standard-webhooks" => Self::standard("webhook-"),
            "svix" => Self::standard("svix-"),
            "github" => Self::Body {
                code: code("X-Hub-Signature-256"),
                prefix: "sha256=".to_owned(),
            },
            "stripe" => {
                let (timestamp, code) = ("t".to_owned(), "v1".to_owned());
                timed("Stripe-Signature", TimedForm::Pairs { timestamp, code }, "", ".")
            }
            "slack" => {
                let (timestamp, prefix) = ("X-Slack-Request-Timestamp".to_owned(), "v0=".to_owned());
                timed("X-Slack-Signature", TimedForm::Apart { timestamp, prefix }, "v0:", ":")
            }
            _ => return None,
        })
    }

    /// The headers that it needs.
    #[must_use]
    pub fn headers(&self) -> Vec<&str> {
        match self {
            Self::Body { code, .. } => vec![&code.header],
            Self::Timed { code, form, .. } => match form {
                TimedForm::Apart { timestamp, .. } => vec![&code.header, timestamp],
                TimedForm::Pairs { .. } => vec![&code.header],
            },
            Self::Standard {
                id,
                timestamp,
                signature,
            } => vec![id, timestamp, signature],
        }
    }

    /// The hash that it is made with.
    #[must_use]
    pub fn hash(&self) -> SignatureHash {
        match self {
            Self::Body { code, .. } | Self::Timed { code, .. } => code.hash,
            Self::Standard { .. } => SignatureHash::Sha256,
        }
    }
}
