namespace MultimodalEmbeddings.Fuzz.Mutations;

/// <summary>Which damage suits a file, by its name.</summary>
internal static class MutationTable
{
    private const int MostMutations = 4;
    private const int ByteMutationsOnceIn = 8;   // what they break is mostly the first check
    private const int MostGrowth = 1 << 18;   // bytes

    private static readonly Mutation[] PickledMutations = [.. ZipMutations.All, .. PickleMutations.All];

    /// <summary>Damages a file some times over; the result differs from it.</summary>
    /// <param name="name">The file's name.</param>
    /// <param name="file">What it holds.</param>
    /// <param name="dice">Chooses.</param>
    /// <param name="journal">Receives what was done.</param>
    public static byte[] Damage(string name, byte[] file, Dice dice, List<string> journal)
    {
        var damaged = file;
        for (var count = dice.Few(MostMutations); count > 0 || damaged.AsSpan().SequenceEqual(file); count--)
        {
            var mutation = Pick(name, dice);
            if (mutation.Apply(damaged, dice) is { } result && result.Length <= file.Length + MostGrowth)
            {
                damaged = result;
                journal.Add(mutation.Name);
            }
        }

        return damaged;
    }

    private static Mutation Pick(string name, Dice dice)
    {
        var structured = StructuredFor(name);
        return structured.Count > 0 && !dice.OnceIn(ByteMutationsOnceIn) ? dice.Pick(structured) : dice.Pick(ByteMutations.All);
    }

    private static IReadOnlyList<Mutation> StructuredFor(string name) => Path.GetExtension(name) switch
    {
        ".json" => JsonMutations.All,
        ".safetensors" => SafetensorsMutations.All,
        ".txt" or ".tsv" => LineMutations.All,
        ".csv" or ".token" => CaptionMutations.All,
        ".gz" => CaptionMutations.Packed,
        ".h5" => Hdf5Mutations.All,
        ".npy" => NpyMutations.All,
        ".npz" => NpzMutations.All,
        ".png" => PngMutations.All,
        ".jpg" => JpegMutations.All,
        ".webp" => RiffMutations.All,
        ".bmp" or ".gif" => FieldMutations.All,
        ".bin" or ".pth" => PickledMutations,
        ".model" => ProtobufMutations.All,
        _ => [],
    };
}
