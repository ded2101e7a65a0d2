//! A quick look at a file: whether it is as Claimdesk wrote it, and how many claims it has.

use super::sum::{Sum, Summed};

/// How the line begins that holds the id of a claim. Texts stand on one line each, within quotation marks,
/// so no other line does.
const ID_OF_A_CLAIM: &str = "\n            id: \"";

/// How many claims there are in a file that is, to the last byte, as Claimdesk wrote it; `None` for any
/// other, which has to be read to tell. Such a file was read back when it was written, so it opens.
pub fn claims_at_a_glance(bytes: &[u8]) -> Option<usize> {
    let text = std::str::from_utf8(bytes).ok()?;
    let summed = Summed::of(text);
    let is_as_written = summed.sum == Sum::Right && summed.conversions.is_empty();
    is_as_written.then(|| summed.body.matches(ID_OF_A_CLAIM).count())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        format::{read, write},
        model::{Anchor, Article, Claim, ClaimId, Project},
    };

    #[test]
    fn it_counts_claims_whatever_their_texts_say_and_tells_only_of_what_is_as_it_was_written() {
        let sample = include_str!("../../../saves/kursk.ron");
        assert_eq!(claims_at_a_glance(sample.as_bytes()), Some(47));
        let tricky = "\n            id: \"C99\",\n";
        let claims = vec![Claim::new(ClaimId::FIRST, tricky.to_owned())];
        let next = ClaimId::FIRST.next().expect("the second id");
        let article = Article::new(tricky.repeat(3));
        let project = Project::from_parts(tricky, &article, claims, Vec::<Anchor>::new(), next);
        let written = write(&project.expect("the parts fit")).expect("it can be written");
        assert_eq!(claims_at_a_glance(written.as_bytes()), Some(1));
        let changed = written.replacen("format_version: 1", "format_version:  1", 1);
        assert!(changed != written && read(changed.as_bytes()).is_ok());
        for other in [changed, written.replace('\n', "\r\n"), String::new(), "x".to_owned()] {
            assert_eq!(claims_at_a_glance(other.as_bytes()), None);
        }
    }
}
