//! Closed sets of choices, each named once.

/// An enum whose choices have names: what records and tables write for each stands beside it, and nowhere else.
macro_rules! named {
    (
        $(#[$attribute:meta])*
        pub enum $Choices:ident {
            $($(#[$about:meta])* $Choice:ident = $name:literal,)+
        }
    ) => {
        $(#[$attribute])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, ::serde::Serialize, ::serde::Deserialize)]
        pub enum $Choices {
            $($(#[$about])* #[serde(rename = $name)] $Choice,)+
        }

        impl $Choices {
            /// All there are, in the order of their declaration.
            pub const ALL: &'static [Self] = &[$(Self::$Choice),+];

            /// The name as records and tables write it.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$Choice => $name,)+
                }
            }
        }
    };
}

pub(crate) use named;
