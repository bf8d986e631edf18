namespace Quickstart.Scenes;

/// <summary>Puts scenes into words: any of the synonyms, any of the sentence forms, either thing first.</summary>
internal sealed class Captioner
{
    // {0} and {2} are the things, {1} and {3} their places.
    private static readonly string[] TrainingForms =
    [
        "{0} {1} and {2} {3}.",
        "{1} {0}, {3} {2}.",
        "There is {0} {1} with {2} {3}.",
        "A picture of {0} {1} and {2} {3}.",
    ];

    // Words that are known from training, in an order that is not.
    private static readonly string[] HeldOutForms =
    [
        "{0} {1}, {2} {3}.",
        "{1} there is {0} and {3} {2}.",
        "A picture with {0} {1}, {3} {2}.",
    ];

    private readonly Random _random;
    private readonly string[] _forms;

    private Captioner(Random random, string[] forms)
    {
        _random = random;
        _forms = forms;
    }

    public static Captioner ForTraining(Random random) => new(random, TrainingForms);

    public static Captioner ForHeldOut(Random random) => new(random, HeldOutForms);

    public string Caption(Scene scene)
    {
        var (first, second) = _random.Next(2) == 0 ? (scene.First, scene.Second) : (scene.Second, scene.First);
        var (place, otherPlace) = (Any(Lexicon.For(first.Place)), Any(Lexicon.For(second.Place)));
        var sentence = string.Format(null, Any(_forms), Name(first), place, Name(second), otherPlace);
        return char.ToUpperInvariant(sentence[0]) + sentence[1..];
    }

    // The size comes first because all sizes take the article "a".
    private string Name(Thing thing)
    {
        var (size, colour, shape) = (Any(Lexicon.For(thing.Size)), Any(Lexicon.For(thing.Colour)), Any(Lexicon.For(thing.Shape)));
        return _random.Next(3) == 0 ? $"a {size} {shape} in {colour}" : $"a {size} {colour} {shape}";
    }

    private string Any(IReadOnlyList<string> words) => words[_random.Next(words.Count)];
}
