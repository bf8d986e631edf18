using MultimodalEmbeddings.Tokenization;

namespace MultimodalEmbeddings.Benchmarks;

/// <summary>A tokenizer that is measured.</summary>
/// <param name="Kind">What the tables call it.</param>
/// <param name="Tokenizer">The tokenizer.</param>
internal sealed record MeasuredTokenizer(string Kind, ITextTokenizer Tokenizer)
{
    private static readonly (string Kind, string Folder)[] OfReference =
    [
        ("WordPiece", "bert-base-uncased"),
        ("byte-level BPE", "roberta-base"),
        ("byte-level BPE, NFC", "modernbert-bpe"),
        ("unigram", "xlmr-unigram"),
    ];

    /// <summary>One of every kind that is present.</summary>
    public static IReadOnlyList<MeasuredTokenizer> All() =>
        [.. OfReference.Select(entry => (entry.Kind, Folder: SharedData.Tokenizer(entry.Folder)))
            .Where(entry => entry.Folder is not null)
            .Select(entry => new MeasuredTokenizer(entry.Kind, TokenizerFiles.Load(entry.Folder!)))];

    public long Count(IReadOnlyList<string> sentences) =>
        sentences.Sum(sentence => (long)Tokenizer.Encode(sentence).Length);
}
