using System.Text.Json;

namespace MultimodalEmbeddings.Checkpoints;

/// <summary>
/// The pooling modes in the <c>config.json</c> of a Pooling module: a string or list in newer releases, flags in older ones.
/// </summary>
internal static class PoolingModes
{
    private const string ModesKey = "pooling_mode";
    private const string IncludePromptKey = "include_prompt";

    /// <summary>
    /// Each flag of the older form, with the mode's name in the newer one and whether it is on where the flag is absent. Modes
    /// that are on are joined in this order.
    /// </summary>
    private static readonly (string Flag, string Mode, bool IfAbsent)[] Flags =
    [
        ("pooling_mode_cls_token", "cls", false),
        ("pooling_mode_max_tokens", "max", false),
        ("pooling_mode_mean_tokens", "mean", true),
        ("pooling_mode_mean_sqrt_len_tokens", "mean_sqrt_len_tokens", false),
        ("pooling_mode_weightedmean_tokens", "weightedmean", false),
        ("pooling_mode_lasttoken", "lasttoken", false),
    ];

    /// <summary>The modes that are supported, as <c>pooling_mode</c> names them: all that sentence-transformers has.</summary>
    public static IReadOnlyList<string> Supported { get; } = [.. Flags.Select(flag => flag.Mode)];

    /// <exception cref="CheckpointException">The file is broken, or asks for no mode, one twice, or an unknown one.</exception>
    public static PoolingSettings Read(string poolingFile)
    {
        var fields = JsonFields.Read(poolingFile);
        string[] modes = fields.TryGet(ModesKey, out var value) ? [.. Listed(poolingFile, value)] : [.. Flagged(fields)];
        return IsSound(modes)
            ? new PoolingSettings(modes, fields.Flag(IncludePromptKey, absent: true))
            : throw new CheckpointException(
                poolingFile,
                $"asks for the pooling '{string.Join(", ", modes)}', which is not supported;"
                + $" one or several of {string.Join(", ", Supported)} are, each once.");
    }

    /// <summary>
    /// The older form, which every release reads, wherever it can say the order of the modes; the newer one, from release 5.4
    /// on, where it cannot.
    /// </summary>
    public static void Write(Utf8JsonWriter writer, PoolingSettings settings, int dimension)
    {
        writer.WriteStartObject();
        writer.WriteNumber("word_embedding_dimension", dimension);
        if (settings.Modes.SequenceEqual(Supported.Where(settings.Modes.Contains)))
        {
            WriteFlags(writer, settings.Modes);
        }
        else
        {
            WriteList(writer, settings.Modes);
        }

        writer.WriteBoolean(IncludePromptKey, settings.IncludesPrompt);
        writer.WriteEndObject();
    }

    public static bool IsSound(IReadOnlyList<string> modes) =>
        modes.Count > 0 && modes.All(Supported.Contains) && modes.Distinct().Count() == modes.Count;

    private static void WriteFlags(Utf8JsonWriter writer, IReadOnlyList<string> modes)
    {
        foreach (var (flag, mode, _) in Flags)
        {
            writer.WriteBoolean(flag, modes.Contains(mode));
        }
    }

    private static void WriteList(Utf8JsonWriter writer, IReadOnlyList<string> modes)
    {
        writer.WriteStartArray(ModesKey);
        foreach (var mode in modes)
        {
            writer.WriteStringValue(mode);
        }

        writer.WriteEndArray();
    }

    private static IEnumerable<string> Listed(string poolingFile, JsonElement value) =>
        (value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : Enumerable.Repeat(value, 1))
        .Take(Flags.Length + 1)
        .Select(mode => JsonFields.TextOf(poolingFile, ModesKey, mode));

    private static IEnumerable<string> Flagged(JsonFields fields) =>
        Flags.Where(flag => fields.Flag(flag.Flag, flag.IfAbsent)).Select(flag => flag.Mode);
}
