using MultimodalEmbeddings.Evaluation;

namespace RealData;

/// <summary>
/// The sentences of the evaluation sets, by their letters and digits in lower case. Most of STS15-images are Flickr8k captions:
/// training on a sentence that the test asks for would be no test.
/// </summary>
internal sealed class SeenSentences
{
    private readonly HashSet<string> _keys;

    public SeenSentences(IEnumerable<StsTask> tasks) => _keys =
    [
        .. from task in tasks
           from subset in task.Subsets
           from pair in subset.Pairs
           from sentence in new[] { pair.First, pair.Second }
           select Key(sentence),
    ];

    public bool Contains(string sentence) => _keys.Contains(Key(sentence));

    private static string Key(string sentence) =>
        string.Concat(sentence.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
