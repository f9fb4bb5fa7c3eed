update cases.case set subject = subject where subject_words is distinct from conversations.words(subject);
