//! `null` where a field has a default: the record says that any field may be absent or `null`.

use serde::{Deserialize, Deserializer};

/// Reads `null` as the type's default; for `#[serde(deserialize_with = …)]`.
pub(crate) fn null_as_default<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de> + Default,
{
    Option::<T>::deserialize(deserializer).map(Option::unwrap_or_default)
}
