using MultimodalEmbeddings;
using Quickstart.Scenes;

namespace Quickstart.Training;

/// <summary>
/// How near a sentence stays to itself when one word is exchanged for a word that means the same, and for one that does not.
/// </summary>
internal sealed class ExchangedWords(ISentenceEncoder encoder)
{
    private static readonly string Sentence = Probe.Plain.Sentence;

    /// <summary>The mean cosines, per property of a thing.</summary>
    public IReadOnlyList<(string Property, double Alike, double Different)> Measure() =>
    [
        Exchange("colour", "red", Words<Colour>(Lexicon.For)),
        Exchange("shape", "circle", Words<Shape>(Lexicon.For)),
        Exchange("size", "small", Words<Size>(Lexicon.For)),
        Exchange("place", "on the left", Words<Place>(Lexicon.For)),
    ];

    private (string, double, double) Exchange(string property, string word, IReadOnlyList<string>[] words)
    {
        var alike = words.Where(group => group.Contains(word)).SelectMany(group => group).Where(other => other != word);
        var different = words.Where(group => !group.Contains(word)).SelectMany(group => group);
        return (property, alike.Average(other => Cosine(word, other)), different.Average(other => Cosine(word, other)));
    }

    private double Cosine(string word, string other) =>
        encoder.Similarity(Sentence, Sentence.Replace($" {word} ", $" {other} ", StringComparison.Ordinal));

    private static IReadOnlyList<string>[] Words<T>(Func<T, IReadOnlyList<string>> words)
        where T : struct, Enum =>
        [.. Enum.GetValues<T>().Select(words)];
}
