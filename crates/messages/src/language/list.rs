//! The lists and groups of a language file that the engine asks for.
//!
//! Patterns name whatever lists their language has. These are the ones that mean something to the engine itself.

/// Makes the enum of what is written below, so that a list, its name and what it holds stand in one place.
macro_rules! lists {
    ($($list:ident $name:literal $holds:literal)+) => {
        /// A list of words, or a group of lists, by what its words mean to the engine.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum List {
            $(#[doc = $holds] $list,)+
        }

        impl List {
            /// Every list, in the order of `languages/README.md`.
            pub(crate) const ALL: &[Self] = &[$(Self::$list),+];

            /// What language files call it.
            pub(crate) const fn name(self) -> &'static str {
                match self {
                    $(Self::$list => $name,)+
                }
            }

            /// What its words are, for whoever writes a language file.
            #[cfg(test)]
            const fn holds(self) -> &'static str {
                match self {
                    $(Self::$list => $holds,)+
                }
            }
        }
    };
}

lists! {
    Post "post" "whatever a message is called, a group of the next ones"
    Letter "letter" "a message of any kind: letter, telegram, note"
    CongratulationLetter "congratulation_letter" "congratulations, as a thing that is sent"
    CondolenceLetter "condolence_letter" "condolences"
    ThanksLetter "thanks_letter" "a letter of thanks"
    ReplyLetter "reply_letter" "an answer"
    InvitationLetter "invitation_letter" "an invitation"
    Wish "wish" "those of them that are spoken as often as written: with a call beside them nothing was sent"

    Sent "sent" "sent, conveyed: needs a letter"
    SentBy "sent_by" "the letter \"that X sent\", behind whoever did"
    Received "received" "whoever acts has got the letter"
    Came "came" "the letter does it: went, arrived"
    Exchanged "exchanged" "both write"
    WroteTo "wrote_to" "wrote to somebody: needs no letter"
    Wired "wired" "the same by telegram"
    Wrote "wrote" "wrote, whatever it was"
    Tweeted "tweeted" "wrote where everybody reads it"
    FollowedSuit "followed_suit" "did the same"
    Led "led" "was the first: such a sentence is read on pages that tell of messages"
    AsDid "as_did" "\"as did\": whoever stands behind it writes too"
    Gladly "gladly" "does by its verb what a letter does, a group: congratulated, greeted, condoled"
    Wished "wished" "wished somebody something"
    WishedHim "wished_him" "the same, with \"him\" within the word"
    Thanked "thanked" "thanked"
    Invited "invited" "invited"
    Replied "replied" "answered"
    Expresses "expresses" "said something by how it is called: praised, promised"
    Expressing "expressing" "whatever else quoted words may stand beside, a group"
    Speaking "speaking" "said or wrote, a group"
    Read "read" "the letter does it: reads, begins"
    Stands "stands" "what stands in the letter: \"it says there\", \"the text reads\"; such a sentence is read on pages that tell of messages"
    Reporting "reporting" "an agency told it, a group"
    Reports "reports" "reported, released"
    Published "published" "was made public: a day beside it is the last one that the message may have been sent on"
    Salutation "salutation" "what a printed letter begins with: \"Dear\", \"Your Majesty\""
    Dated "dated" "the day behind it is the letter’s own, whatever other days are told"
    ItsDay "its_day" "\"on the day of\": a message was sent on that of the occasion behind it"
    Medium "medium" "\"in a post\": such a sentence is read on pages that tell of messages"
    Among "among" "\"among them\": the same"
    Respectively "respectively" "as many writers as there are written to write to one each"

    Negation "negation" "what is told did not happen"
    Plan "plan" "or not yet"
    Denied "denied" "\"the palace denied that\": its whole sentence tells of nothing"
    Call "call" "they spoke, and nobody wrote: by phone, in person"
    Public "public" "written to are many: the people, the families"
    Nation "nation" "those of them that are a whole country"

    To "to" "to, before whoever is written to"
    ToThe "to_the" "the same with its article"
    Toward "toward" "another word for it, before whoever is done something to"
    Dative "dative" "a particle behind whoever is written to"
    DativeThe "dative_the" "articles that tell a dative of the person behind them"
    From "from" "from, before or behind whoever writes"
    By "by" "by"
    OutOf "out_of" "from a place"
    Subject "subject" "a particle behind whoever acts"
    Of "of" "of"
    Possessive "possessive" "a particle behind an owner: ’s"
    With "with" "with"
    In "in" "in"
    On "on" "on an occasion"
    For "for" "for, as in \"for X the vote was …\""
    About "about" "about"
    According "according" "according to"
    After "after" "after, in time"
    And "and" "joins names and clauses"
    Also "also" "too; it stands wherever a word may"
    That "that" "begins what is said or thought"
    Which "which" "begins a clause that may be left out: a sentence is read without its asides too, and a day within such a clause about an occasion is that occasion’s"
    Where "where" "begins such a clause about a place or time"
    Relative "relative" "articles that stand for a name and open such a clause: \"X, der …, schrieb\""

    The "the" "definite articles"
    Definite "definite" "those of them that tell no case"
    Article "article" "indefinite articles"
    One "one" "one of several, as a subject"
    His "his" "whose, of somebody told of before"
    Its "its" "whose, of something"
    Him "him" "him, within or behind a verb"
    Object "object" "him, wherever a pattern has `{recipient}`: the engine looks for whom it means"
    Them "them" "them, both: the same of several"
    It "it" "it, as a subject: the letter"

    Title "title" "stands before a name: Prince, Mr"
    Former "former" "says since when or until when an office is held: former, new, acting"
    Elected "elected" "the same, of who does not hold it yet: president and such a word are `president-elect`"
    Chief "chief" "whoever leads, where a country makes an office of it: \"the head of the Russian state\""
    Majesty "majesty" "a monarch without a name: \"His Majesty has sent …\""
    Rex "rex" "what monarchs sign with behind their names: \"CHARLES R\""
    Kin "kin" "family behind somebody: a letter to his widow is none to him"
    House "house" "what belongs to an office and is not its holder: the president’s palace"
    Institution "institution" "bodies and papers that have a name: the Press Service"
    State "state" "what a country is, at the end of its name, where names have no capitals: 王国"
    Polity "polity" "the same before its name: \"Kingdom of …\""
    Land "land" "\"the country\", between an office and its holder"
    Particle "particle" "stands within names: bin, de, van"
    Reign "reign" "a monarch’s number as a word, behind the name"
    Common "common" "any word that is no name, where one might be taken for it; where `spaces` is `false`, listed so that nothing is read into its letters"
    Plain "plain" "a group of lists that only contexts ask for: elsewhere words like any other"
    Skipped "skipped" "read over: \"for his part\""

    Mark "mark" "a day is celebrated"
    Anniversary "anniversary" "an anniversary"
    KindOfDay "kind_of_day" "what a national day is called after: independence, unity"
    DayHead "day_head" "first words of holidays: \"Day of …\""
    Died "died" "somebody has died, where condolences are told of and nothing else that happened"
    Occurred "occurred" "what verbs say of what happened: broke out, took place; a day beside one is that of what happened"
    Mishap "mishap" "what happened, by no name that tells what: the tragedy, the incident"
    Ballot "ballot" "the vote itself: its day is that of an election"
    Turns "turns" "somebody has become so many years old: a birthday"
    Ordinal "ordinal" "has words where numbers before a full stop end no sentence: \"am 5. Mai\""
    Abbreviation "abbreviation" "words before a full stop that ends no sentence"
}

/// So many lists have a bit each in a [`Lists`].
const MOST: usize = u128::BITS as usize;
const _: () = assert!(List::ALL.len() <= MOST);

/// Several lists and groups at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Lists(u128);

impl Lists {
    pub(crate) fn add(&mut self, list: List) {
        self.0 |= 1 << list as u32;
    }

    pub(crate) fn has(self, list: List) -> bool {
        self.0 & 1 << list as u32 != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::{Path, PathBuf};

    fn folder() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("languages")
    }

    /// Names of lists and groups in all language files.
    fn written() -> BTreeSet<String> {
        let files = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
        let tables = files.filter(|file| file.extension().is_some_and(|it| it == "toml")).map(|file| {
            let table: toml::Table = fs::read_to_string(&file).unwrap().parse().unwrap();
            table
        });
        let parts = |table: &toml::Table| -> Vec<String> {
            let parts = ["words", "behind", "before", "groups"].iter().filter_map(|part| table.get(*part));
            parts.filter_map(toml::Value::as_table).flat_map(toml::Table::keys).cloned().collect()
        };
        tables.flat_map(|table| parts(&table)).collect()
    }

    #[test]
    fn every_list_that_is_asked_for_is_of_some_language() {
        let written = written();
        let missing: Vec<&str> =
            List::ALL.iter().map(|list| list.name()).filter(|name| !written.contains(*name)).collect();
        assert!(missing.is_empty(), "no language has the lists {missing:?}");
    }

    #[test]
    fn the_readme_says_what_each_list_holds() {
        let rows: String =
            List::ALL.iter().map(|list| format!("| `{}` | {} |\n", list.name(), list.holds())).collect();
        let readme = fs::read_to_string(folder().join("README.md")).unwrap();
        assert!(readme.contains(&rows), "languages/README.md wants this table of lists:\n{rows}");
    }

    #[test]
    fn lists_are_told_apart() {
        let mut lists = Lists::default();
        lists.add(List::Post);
        lists.add(List::Abbreviation);
        let had: Vec<List> = List::ALL.iter().copied().filter(|list| lists.has(*list)).collect();
        assert_eq!(had, [List::Post, List::Abbreviation]);
    }
}
