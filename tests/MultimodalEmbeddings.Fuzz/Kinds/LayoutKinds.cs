using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Fuzz.Seeds;

namespace MultimodalEmbeddings.Fuzz.Kinds;

/// <summary>What says how a model's tokens become an embedding: sentence-transformers' files and the library's own.</summary>
internal static class LayoutKinds
{
    private static readonly string[] Files =
    [
        "modules.json", "1_Pooling/config.json", "sentence_bert_config.json", "config_sentence_transformers.json",
        "2_Dense/config.json", "2_Dense/model.safetensors", "2_Dense/pytorch_model.bin",
    ];

    private static readonly string[] Companions =
        ["tokenizer_config.json", "2_Normalize/config.json", "3_Normalize/config.json", "0_Transformer/*.json"];

    public static IReadOnlyList<FuzzKind> All { get; } =
    [
        .. Files.Select(file => Of(file, () => Layouts(file))),
        Of("sentence_encoder.json", () => [Seed.Of("options", "sentence_encoder.json", TinyModels.Options)]),
    ];

    private static FuzzKind Of(string file, Func<IEnumerable<Seed>> seeds) => new(file, seeds)
    {
        Read = folder => EncoderDirectory.ReadOptions(folder),
        Refusals = [typeof(CheckpointException)],
        Share = 10,
    };

    private static IEnumerable<Seed> Layouts(string file) =>
    [
        .. new[] { TinyLayouts.Classic, TinyLayouts.Current, TinyLayouts.Dense, TinyLayouts.DenseTorch }
            .Where(files => files.ContainsKey(file))
            .Select(files => new Seed("generated", files, [file])),
        .. ReferenceFiles.Folders("modules.json", [.. Files, .. Companions])
            .Where(seed => seed.Files.ContainsKey(file))
            .Select(seed => seed with { Damaged = [file] }),
    ];
}
