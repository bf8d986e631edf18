using System.Runtime.InteropServices;
using System.Text.Json;

namespace MultimodalEmbeddings.Checkpoints;

/// <summary>The folder of a Dense module: its settings and its weights.</summary>
internal static class DenseFile
{
    private const int MaximumSize = 1 << 20;
    private const string WeightsFile = "model.safetensors";
    private const string PickledWeightsFile = "pytorch_model.bin";
    private const string Weight = "linear.weight";
    private const string Bias = "linear.bias";

    /// <exception cref="CheckpointException">A file is missing, broken, or asks for what is not supported.</exception>
    public static DenseWeights Read(string folder)
    {
        var settingsFile = Path.Combine(folder, SentenceTransformersFiles.ModuleSettings);
        var fields = JsonFields.Read(settingsFile);
        var (inputs, outputs) = (Size(fields, "in_features"), Size(fields, "out_features"));
        var path = fields.Text("activation_function") ?? DenseActivations.ToPath(DenseActivations.Default);
        if (fields.Flag("use_residual", absent: false))
        {
            fields.Refuse("adds its input to its output (use_residual), which is not supported.");
        }

        var activation = DenseActivations.FromPath(path) ?? throw new CheckpointException(
            settingsFile,
            $"asks for the activation {path}, which is not supported; of torch.nn these are: "
            + $"{string.Join(", ", DenseActivations.Supported)}.");
        using var file = OpenWeights(folder);
        return new DenseWeights
        {
            InputSize = inputs,
            OutputSize = outputs,
            Activation = activation,
            Weight = Floats(file, Weight, [outputs, inputs]),
            Bias = fields.Flag("bias", absent: true) ? Floats(file, Bias, [outputs]) : null,
        };
    }

    /// <exception cref="CheckpointMismatchException">The module takes another number of components than it is given.</exception>
    /// <param name="folder">The module's folder.</param>
    /// <param name="dense">What it holds.</param>
    /// <param name="given">Components of what comes before it; null where that is not known.</param>
    public static void CheckInput(string folder, DenseWeights dense, int? given)
    {
        if (given is { } size && size != dense.InputSize)
        {
            throw CheckpointMismatchException.WrongTensor(
                folder,
                Weight,
                TensorSpecification.Format([dense.OutputSize, size]),
                TensorSpecification.Format([dense.OutputSize, dense.InputSize]));
        }
    }

    /// <summary>What <see cref="Write"/> writes.</summary>
    public static IEnumerable<string> FilesIn(string folder) =>
        [$"{folder}/{WeightsFile}", $"{folder}/{SentenceTransformersFiles.ModuleSettings}"];

    public static void Write(string folder, DenseWeights dense)
    {
        Directory.CreateDirectory(folder);
        TensorToWrite[] tensors =
        [
            ToWrite(Weight, [dense.OutputSize, dense.InputSize], dense.Weight),
            .. dense.Bias is { } bias ? [ToWrite(Bias, [dense.OutputSize], bias)] : Array.Empty<TensorToWrite>(),
        ];
        SafetensorsWriter.Write(Path.Combine(folder, WeightsFile), tensors);
        JsonOutput.Write(Path.Combine(folder, SentenceTransformersFiles.ModuleSettings), writer => WriteSettings(writer, dense));
    }

    private static int Size(JsonFields fields, string key)
    {
        var size = fields.Integer(key, absent: 0);
        if (size is < 1 or > MaximumSize)
        {
            fields.Refuse($"has {key} {size}; expected 1 to {MaximumSize}.");
        }

        return size;
    }

    /// <summary>In the order in which sentence-transformers looks for them.</summary>
    private static StateDictionary OpenWeights(string folder)
    {
        var path = Path.Combine(folder, WeightsFile);
        var pickled = Path.Combine(folder, PickledWeightsFile);
        return StateDictionary.Open(File.Exists(path) || !File.Exists(pickled) ? path : pickled);
    }

    private static float[] Floats(StateDictionary file, string name, long[] shape)
    {
        // The shape is the file's own, so there are bytes for all of it.
        var tensor = file.Find(name, shape);
        var values = tensor.Length <= Array.MaxLength
            ? new float[tensor.Length]
            : throw new CheckpointException(file.FilePath, $"holds {name} with {tensor.Length} elements; that is too large.");
        tensor.CopyTo(values);
        return values;
    }

    private static TensorToWrite ToWrite(string name, long[] shape, float[] values) =>
        new(name, shape, ElementType.Float32, stream => stream.Write(MemoryMarshal.AsBytes(values.AsSpan())));

    private static void WriteSettings(Utf8JsonWriter writer, DenseWeights dense)
    {
        writer.WriteStartObject();
        writer.WriteNumber("in_features", dense.InputSize);
        writer.WriteNumber("out_features", dense.OutputSize);
        writer.WriteBoolean("bias", dense.Bias is not null);
        writer.WriteString("activation_function", DenseActivations.ToPath(dense.Activation));
        writer.WriteEndObject();
    }
}
