using System.Runtime.InteropServices;
using System.Text;
using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Onnx;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Onnx;

[Trait(Category.Name, Category.Unit)]
public class ModelFileTests
{
    private const long Small = 10_000;

    [Fact]
    public void A_graph_of_one_operation_is_the_bytes_that_onnx_proto_asks_for()
    {
        using var folder = new TemporaryFolder();
        var graph = new Graph();
        graph.AddInput(new GraphValue("x", ElementType.Float32, "n", 2));
        graph.AddOutput(new GraphValue("y", ElementType.Float32, "n", 2), graph.Add("Add", ["x", graph.Number(0.5)]));

        ModelFile.Write(folder.File("model.onnx"), graph, ModelFile.LargestMessage);

        // Field number · 8 + wire type, length, content; derived by hand from onnx.proto.
        byte[] node =
        [
            .. Field(1, "x"), .. Field(1, "float_0.5"), .. Field(2, "Add_0_0"), .. Field(3, "Add_0_0"), .. Field(4, "Add"),
            .. Field(7, ""),
        ];
        byte[] output = [.. Field(1, "Add_0_0"), .. Field(2, "y"), .. Field(3, "y"), .. Field(4, "Identity"), .. Field(7, "")];
        byte[] tensor = [2 << 3, 1, .. Field(8, "float_0.5"), .. Field(9, [0, 0, 0, 0x3f])];
        byte[] type = Field(1, [1 << 3, 1, .. Field(2, [.. Field(1, Field(2, "n")), .. Field(1, [1 << 3, 2])])]);
        byte[] body =
        [
            .. Field(1, node), .. Field(1, output), .. Field(2, "encoder"), .. Field(5, tensor),
            .. Field(11, [.. Field(1, "x"), .. Field(2, type)]), .. Field(12, [.. Field(1, "y"), .. Field(2, type)]),
        ];
        byte[] expected =
        [
            1 << 3, 8, .. Field(2, "MultimodalEmbeddings"), .. Field(8, [.. Field(1, ""), 2 << 3, 17]),
            (7 << 3) | 2, (byte)((body.Length & 0x7f) | 0x80), (byte)(body.Length >> 7), .. body,
        ];
        Assert.Equal(expected, File.ReadAllBytes(folder.File("model.onnx")));
    }

    [Fact]
    public void What_is_too_large_for_one_file_has_its_weights_in_a_second()
    {
        using var folder = new TemporaryFolder();
        var (graph, expected) = Sums(5000);
        File.WriteAllText(folder.File("model.onnx"), "an older one");
        File.WriteAllText(folder.File("model.onnx.data"), "an older one");

        ModelFile.Write(folder.File("model.onnx"), graph, Small);

        using var model = new RuntimeModel(folder.File("model.onnx"));
        Assert.Equal(expected, model.Encode([[0]], 0));
        Assert.InRange(new FileInfo(folder.File("model.onnx")).Length, 1, Small);
        Assert.InRange(new FileInfo(folder.File("model.onnx.data")).Length, 2 * 5000 * sizeof(float), long.MaxValue);
        Assert.Equal(2, Directory.GetFiles(folder.FullName).Length);
    }

    [Fact]
    public void What_fits_one_file_is_one_file()
    {
        using var folder = new TemporaryFolder();
        var (graph, expected) = Sums(500);

        ModelFile.Write(folder.File("model.onnx"), graph, Small);

        using var model = new RuntimeModel(folder.File("model.onnx"));
        Assert.Equal(expected, model.Encode([[0]], 0));
        Assert.Single(Directory.GetFiles(folder.FullName));
    }

    [Fact]
    public void Weights_that_cannot_be_read_leave_the_old_file()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("model.onnx"), "an older one");
        var graph = new Graph();
        graph.Tensor(new TensorToWrite("broken", [3], ElementType.Float32, _ => throw new IOException("No such weights.")));

        Assert.Throws<IOException>(() => ModelFile.Write(folder.File("model.onnx"), graph, ModelFile.LargestMessage));

        Assert.Equal("an older one", File.ReadAllText(folder.File("model.onnx")));
        Assert.Single(Directory.GetFiles(folder.FullName));
    }

    [Fact]
    public void A_type_that_no_encoder_has_is_refused() => Assert.Contains(
        "Float64",
        Assert.Throws<NotSupportedException>(() => DataType.Of(ElementType.Float64)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_matrix_is_written_with_its_columns_as_rows()
    {
        const int Outputs = 3, Inputs = 130; // more than the rows that are written at once, and no multiple of them
        float[] stored = [.. Enumerable.Range(0, Outputs * Inputs).Select(i => (float)i)];
        using var stream = new MemoryStream();

        TransposedMatrix.Of("matrix", Outputs, Inputs, () => stored).Write(stream);

        var found = MemoryMarshal.Cast<byte, float>(stream.ToArray()).ToArray();
        Assert.Equal(stored.Length, found.Length);
        Assert.All(found, (value, index) => Assert.Equal((index % Outputs * Inputs) + (index / Outputs), value));
    }

    /// <summary>A model that adds two tables, whatever it is given.</summary>
    private static (Graph Graph, float[] Expected) Sums(int size)
    {
        var graph = new Graph();
        _ = new SentenceNodes(graph);
        float[] first = [.. Enumerable.Range(0, size).Select(i => (float)i)];
        float[] second = [.. Enumerable.Range(0, size).Select(i => i / 8f)];
        var sum = graph.Add("Add", [graph.Floats("first", first, 1, size), graph.Floats("second", second, 1, size)]);
        graph.AddOutput(new GraphValue(OnnxExport.Output, ElementType.Float32, SentenceNodes.Batch, size), sum);
        return (graph, [.. first.Zip(second, (x, y) => x + y)]);
    }

    private static byte[] Field(int number, string text) => Field(number, Encoding.UTF8.GetBytes(text));

    private static byte[] Field(int number, byte[] content) => [(byte)((number << 3) | 2), (byte)content.Length, .. content];
}
