//! The proof of the proof: a few runs go well, and every defect that is put in on purpose is found.

use super::*;

/// Enough for every kind of defect to show.
const RUNS: u64 = 60;

fn findings(sabotage: Option<Sabotage>) -> Vec<Finding> {
    let mut desk = Desk::new().unwrap();
    let mut findings = Vec::new();
    for seed in 0..RUNS {
        let (outcome, same) = run(seed, desk, sabotage).unwrap();
        desk = same;
        findings.extend(outcome.findings);
        if sabotage.is_some() && !findings.is_empty() {
            break;
        }
    }
    findings
}

#[test]
fn nothing_is_lost_or_doubled_in_a_few_runs() {
    assert_eq!(findings(None), []);
}

#[test]
fn a_run_is_decided_by_its_seed() {
    let story = || run(3, Desk::new().unwrap(), None).unwrap().0.story;
    assert_eq!(story(), story());
}

#[test]
fn an_entry_that_leaves_the_outbox_too_early_is_found_to_be_lost() {
    let found = findings(Some(Sabotage::ForgetsBeforeTheAnswer));
    assert!(matches!(found[0], Finding::Lost(_)), "{found:?}");
}

#[test]
fn a_ticket_that_is_called_saved_and_is_not_is_found_to_be_lost() {
    let found = findings(Some(Sabotage::SaysSavedInAnyCase));
    assert!(matches!(found[0], Finding::Lost(_)), "{found:?}");
}

#[test]
fn a_desk_that_acknowledges_and_stores_nothing_is_found_out() {
    let found = findings(Some(Sabotage::DeskLoses));
    assert!(matches!(found[0], Finding::Lost(_)), "{found:?}");
}

#[test]
fn a_ticket_that_is_sent_under_another_id_each_time_is_found_to_be_doubled() {
    let found = findings(Some(Sabotage::IdOfItsOwn));
    assert!(matches!(found[0], Finding::Doubled(_)), "{found:?}");
}

#[test]
fn a_single_bit_of_a_file_is_found_to_be_changed() {
    let found = findings(Some(Sabotage::TurnsABit));
    assert!(matches!(found[0], Finding::Changed(_)), "{found:?}");
}

#[test]
fn an_outbox_of_which_nothing_is_said_is_found_out() {
    let found = findings(Some(Sabotage::HidesTheOutbox));
    assert!(matches!(found[0], Finding::Unsaid(_)), "{found:?}");
}
