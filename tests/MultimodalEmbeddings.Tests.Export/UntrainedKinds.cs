using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings.Tests.Export;

/// <summary>Kinds that need no model: encoders with random weights and a vocabulary of letters and some words.</summary>
internal static class UntrainedKinds
{
    private const int HiddenSize = 24;
    private const string Package = "torch.nn.modules";

    private static readonly string[] Words =
    [
        "the", "and", "dog", "cat", "tree", "grass", "green", "small", "large", "red", "runs", "sleeps", "plays", "under",
        "query", "children",
    ];

    private static readonly IReadOnlyList<string> Vocabulary =
    [
        "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]",
        .. "abcdefghijklmnopqrstuvwxyz0123456789".Select(letter => $"{letter}"),
        .. "abcdefghijklmnopqrstuvwxyz0123456789".Select(letter => $"##{letter}"),
        .. ".,:;!?'\"-@".Select(mark => $"{mark}"),
        .. Words,
    ];

    private static readonly EncoderConfiguration Configuration = new()
    {
        ModelType = "bert",
        VocabularySize = Vocabulary.Count,
        HiddenSize = HiddenSize,
        Layers = 3,
        Heads = 4,
        IntermediateSize = 36,
        MaximumPositions = 64,
        InitializerRange = 0.2, // so that embeddings differ visibly
    };

    public static IEnumerable<ExportKind> All() =>
        [.. OnePooling(), .. SeveralPoolings(), .. Settings(), .. Prompts(), .. DenseLayers(), Plain()];

    private static IEnumerable<ExportKind> OnePooling() =>
    [
        Kind("cls", builder => builder.WithPooling(Pooling.Cls)),
        Kind("max", builder => builder.WithPooling(Pooling.Max)),
        Kind("mean", builder => builder.WithPooling(Pooling.Mean)),
        Kind("mean-sqrt-length", builder => builder.WithPooling(Pooling.MeanSqrtLength)),
        Kind("weighted-mean", builder => builder.WithPooling(Pooling.WeightedMean)),
        Kind("last-token", builder => builder.WithPooling(Pooling.LastToken)),
    ];

    private static IEnumerable<ExportKind> SeveralPoolings() =>
    [
        Kind("cls-mean", builder => builder.WithPooling(Pooling.Cls, Pooling.Mean)),
        Kind("mean-cls", builder => builder.WithPooling(Pooling.Mean, Pooling.Cls)), // an order that only newer releases can say
        Kind("all-poolings", builder => builder.WithPooling(
            Pooling.Cls, Pooling.Max, Pooling.Mean, Pooling.MeanSqrtLength, Pooling.WeightedMean, Pooling.LastToken)),
    ];

    private static IEnumerable<ExportKind> Settings() =>
    [
        Kind("mean-normalized", builder => builder.WithPooling(Pooling.Mean).WithNormalization()),
        Kind("short-limit", builder => builder.WithPooling(Pooling.Mean).WithMaximumTokens(7)),
        Edited("lower-case", Mean, folder => folder.WithLowerCase()),
    ];

    private static IEnumerable<ExportKind> Prompts() =>
    [
        Kind("prompts", Prompted),
        Kind("default-prompt", builder => Prompted(builder).WithDefaultPrompt("query")),
        Edited("prompt-not-pooled", Prompted, folder => folder.WithoutPromptInPooling()),
        Edited(
            "prompt-not-pooled-cls-last",
            builder => Prompted(builder).WithPooling(Pooling.Cls, Pooling.LastToken),
            folder => folder.WithoutPromptInPooling()),
    ];

    private static IEnumerable<ExportKind> DenseLayers() =>
    [
        Edited("dense-tanh", Mean, folder => folder.WithDense(HiddenSize, 16, $"{Package}.activation.Tanh", bias: true)),
        Edited("dense-identity-normalized", Mean, folder =>
            folder.WithDense(HiddenSize, 12, $"{Package}.linear.Identity", bias: false).WithNormalize()),
        Edited("dense-twice", Mean, folder => folder.WithDense(HiddenSize, 40, $"{Package}.activation.GELU", bias: true)
            .WithDense(40, 8, $"{Package}.activation.Sigmoid", bias: true)),
        Edited("normalized-dense", Mean, folder =>
            folder.WithNormalize().WithDense(HiddenSize, 16, $"{Package}.activation.ReLU", bias: true)),
        Edited("joined-dense", builder => builder.WithPooling(Pooling.Cls, Pooling.Mean), folder =>
            folder.WithDense(2 * HiddenSize, HiddenSize, $"{Package}.activation.Tanh", bias: true)),
    ];

    private static ExportKind Plain() =>
        new("untrained-bert-transformers", PythonReader.Transformers, _ =>
            Builder().WithPooling(Pooling.FirstLastMean).Build());

    private static ExportKind Kind(string name, Func<SentenceEncoderBuilder, SentenceEncoderBuilder> configure) =>
        new($"untrained-bert-{name}", PythonReader.SentenceTransformers, _ => configure(Builder()).Build());

    private static ExportKind Edited(
        string name, Func<SentenceEncoderBuilder, SentenceEncoderBuilder> configure, Func<EditedFolder, EditedFolder> edit) =>
        new($"untrained-bert-{name}", PythonReader.SentenceTransformers, folder =>
            edit(EditedFolder.Of(configure(Builder()).Build(), folder)).Load());

    private static SentenceEncoderBuilder Mean(SentenceEncoderBuilder builder) => builder.WithPooling(Pooling.Mean);

    private static SentenceEncoderBuilder Prompted(SentenceEncoderBuilder builder) =>
        Mean(builder).AddPrompt("query", "query: ").AddPrompt("document", "")
            .AddPrompt("d\u00e9j\u00e0 vu", "it's \"the\" small ");

    private static SentenceEncoderBuilder Builder() => SentenceEncoder.From(Configuration, Vocabulary, seed: 1);
}
