//! A project of any size, the same every time, for everything that is measured.

use claimdesk::model::{
    Anchor, Article, Attribution, Claim, ClaimId, Kind, Project, Source, Status, TextRange, Timestamp,
};

const WORDS: [&str; 40] = [
    "the",
    "bridge",
    "council",
    "said",
    "on",
    "Monday",
    "that",
    "traffic",
    "fell",
    "by",
    "forty",
    "percent",
    "after",
    "work",
    "began",
    "officials",
    "of",
    "Kryvyi",
    "Rih",
    "кажуть",
    "що",
    "12,000",
    "troops",
    "were",
    "sent",
    "although",
    "no",
    "report",
    "confirms",
    "it",
    "“likely”",
    "according",
    "to",
    "a",
    "naïve",
    "estimate",
    "published",
    "last",
    "year",
    "—",
];

/// Numbers that look random and are the same every time.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % limit
    }

    fn sentence(&mut self, words: usize) -> String {
        let chosen: Vec<&str> = (0..words).map(|_| WORDS[self.below(WORDS.len())]).collect();
        format!("{}.", chosen.join(" "))
    }
}

/// A project of that many claims, each pinned to a passage of its own where the article is long
/// enough, on an article of at least that many bytes.
pub(crate) fn generated_project(claims: usize, article_bytes: usize) -> Project {
    let mut numbers = Numbers(claims as u64 ^ 0x5eed);
    let mut text = String::with_capacity(article_bytes + 1024);
    while text.len() < article_bytes {
        if !text.is_empty() {
            text.push('\n');
        }
        for sentence in 0..3 + numbers.below(4) {
            if sentence > 0 {
                text.push(' ');
            }
            let words = 8 + numbers.below(14);
            text.push_str(&numbers.sentence(words));
        }
    }
    let article = Article::new(text);
    let mut anchors = Vec::with_capacity(claims);
    let claims: Vec<Claim> = (0..claims).map(|index| claim(index, &mut numbers)).collect();
    let step = (article.text().len() / claims.len().max(1)).max(1);
    for (index, claim) in claims.iter().enumerate() {
        let start = article.text().floor_char_boundary((index * step) % article.text().len().max(1));
        let end = article.text().ceil_char_boundary(start + 20 + numbers.below(70));
        if let Some(range) = TextRange::new(start, end) {
            anchors.push(Anchor { claim: claim.id, range });
        }
    }
    let next = claims.last().map_or(Some(ClaimId::FIRST), |last| last.id.next());
    let next = next.expect("there are ids for more claims than fit in memory");
    Project::from_parts("Generated", &article, claims, anchors, next).expect("made to be valid")
}

fn claim(index: usize, numbers: &mut Numbers) -> Claim {
    let id = ClaimId::new(index as u32 + 1).expect("counted from 1");
    let mut claim = Claim::new(id, numbers.sentence(12));
    claim.status = Status::ALL_AND_NONE[numbers.below(4)];
    claim.kind = Some(Kind::ALL[numbers.below(Kind::ALL.len())]);
    claim.attribution = Attribution::from_links(["Commander “Puls”", "Sky News", "this article"]);
    claim.reason = numbers.sentence(15);
    claim.note = if numbers.below(3) == 0 { numbers.sentence(10) } else { String::new() };
    claim.sources = (0..numbers.below(3))
        .map(|source| Source {
            title: numbers.sentence(4),
            url: format!("https://example.org/{index}/{source}"),
            note: numbers.sentence(6),
        })
        .collect();
    claim.changed = Some(Timestamp::from_unix_seconds(1_790_000_000 + index as i64));
    claim
}
