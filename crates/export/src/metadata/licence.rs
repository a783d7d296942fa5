//! The licence: its text, and what the metadata formats call it.

/// The text of the `LICENSE` file: each licence's own, or the words given where they are no SPDX
/// expression. `None` where no licence is given: nobody but its maker can give one.
pub(super) fn text(licence: Option<&str>) -> Option<String> {
    let licence = licence?;
    let texts: Vec<&str> = ids(licence).into_iter().map(spdx::LicenseId::text).collect();
    Some(match texts.is_empty() {
        true => format!("{licence}\n"),
        false => format!("SPDX-License-Identifier: {licence}\n\n{}\n", texts.join("\n\n---\n\n").trim_end()),
    })
}

/// The licences an SPDX expression names, each once; none where it is no such expression.
pub(super) fn ids(licence: &str) -> Vec<spdx::LicenseId> {
    let Ok(expression) = spdx::Expression::parse(licence) else { return Vec::new() };
    let mut ids: Vec<spdx::LicenseId> =
        expression.requirements().filter_map(|required| required.req.license.id()).collect();
    ids.sort_by_key(|id| id.name);
    ids.dedup_by_key(|id| id.name);
    ids
}

/// Where SPDX describes a licence.
pub(super) fn page(id: spdx::LicenseId) -> String {
    format!("https://spdx.org/licenses/{}.html", id.name)
}

/// The name that Hugging Face lists a licence under: SPDX's in small letters where there is one
/// licence, else `other`. <https://huggingface.co/docs/hub/repositories-licenses>
pub(super) fn hugging_face(licence: Option<&str>) -> String {
    match ids(licence.unwrap_or_default()).as_slice() {
        [id] => id.name.to_lowercase(),
        _ => "other".to_owned(),
    }
}
